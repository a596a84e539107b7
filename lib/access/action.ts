import "server-only";
import { headers } from "next/headers";
import type { ActionFailure } from "@/lib/actions/failure";
import { log } from "@/lib/log";
import { err, type Result } from "@/lib/result";
import { OverBudgetError } from "@/lib/settings/budget";
import { isOwnWrite } from "./authorise";

/**
 * Runs a server action for the studio's own page only, and turns a fault of ours into a value: what an action throws
 * reaches the browser as a digest.
 */
export async function guarded<T>(
  name: string,
  act: () => Promise<Result<T, ActionFailure>>,
): Promise<Result<T, ActionFailure>> {
  if (!isOwnWrite(await headers())) return err({ kind: "forbidden" });
  try {
    return await act();
  } catch (error) {
    if (error instanceof OverBudgetError) return err({ kind: "overBudget", over: error.over });
    log().error({ err: error, action: name }, "an action failed");
    return err({ kind: "unavailable" });
  }
}
