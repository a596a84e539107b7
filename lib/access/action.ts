import "server-only";
import { headers } from "next/headers";
import type { ActionFailure } from "@/lib/actions/failure";
import { log } from "@/lib/log";
import { err, type Result } from "@/lib/result";
import { OverBudgetError } from "@/lib/settings/budget";
import type { Actor, Deed } from "./actor";
import { ask, isAtTheDoor, isRefused, type Refused } from "./ask";

const failureOf: Record<Refused, ActionFailure> = {
  forbidden: { kind: "forbidden" },
  signedOut: { kind: "signedOut" },
  notAllowed: { kind: "notAllowed" },
};

/**
 * Runs a server action for who may do that, from the studio's own page only, and turns a fault of ours into a value:
 * what an action throws reaches the browser as a digest.
 */
export async function guarded<T>(
  name: string,
  act: (actor: Actor) => Promise<Result<T, ActionFailure>>,
  deed: Deed = "make",
): Promise<Result<T, ActionFailure>> {
  return settled(name, async () => {
    const asked = await ask(await headers(), deed);
    return isRefused(asked) ? err(failureOf[asked]) : act(asked);
  });
}

/** The same for who has not signed in yet: the door, and what is no secret. */
export async function atTheDoor<T>(
  name: string,
  act: () => Promise<Result<T, ActionFailure>>,
): Promise<Result<T, ActionFailure>> {
  return settled(name, async () =>
    isAtTheDoor(await headers()) ? act() : err({ kind: "forbidden" }),
  );
}

async function settled<T>(
  name: string,
  act: () => Promise<Result<T, ActionFailure>>,
): Promise<Result<T, ActionFailure>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof OverBudgetError) return err({ kind: "overBudget", over: error.over });
    log().error({ err: error, action: name }, "an action failed");
    return err({ kind: "unavailable" });
  }
}
