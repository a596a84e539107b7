"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import type { Deed } from "@/lib/access/actor";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { err, ok, type Result } from "@/lib/result";
import { nudgeWorker } from "@/lib/task/nudge";
import * as store from "@/lib/task/unconfirmed";
import type { ActionFailure } from "./failure";

/** Ids are opaque, but they travel in a URL and a header (UPSTREAM section 1, "Relays vary"). */
const upstreamId = z
  .string()
  .trim()
  .regex(/^(?!\.+$)[\x21-\x7e]{1,256}$/);
const taskId = z.uuid();

/** "This is its id." It is checked upstream before it is adopted; the task's view tells how that went. */
export async function claimUpstreamId(
  id: string,
  pasted: string,
): Promise<Result<null, ActionFailure>> {
  return guarded("claimUpstreamId", async () => {
    const task = taskId.safeParse(id);
    const claimed = upstreamId.safeParse(pasted);
    if (!task.success) return err({ kind: "notFound" });
    if (!claimed.success) return err({ kind: "adoption", refusal: "malformed" });
    const obstacle = await store.claimId(db(), task.data, claimed.data, systemClock.now());
    return obstacle === "taken" ? err({ kind: "adoption", refusal: obstacle }) : settled(obstacle);
  });
}

/** "It was not created": releases the hold. */
export async function declareNotCreated(id: string): Promise<Result<null, ActionFailure>> {
  return decide("declareNotCreated", id, store.declareNotCreated);
}

/**
 * "Send again", after the user was told that it may be paid twice.
 * @param agreedMicros the price, where the user agreed that it passes the budget.
 */
export async function sendAgain(
  id: string,
  agreedMicros?: number,
): Promise<Result<null, ActionFailure>> {
  const agreed = z.int().optional().safeParse(agreedMicros);
  const act: Act = (database, task, now) =>
    store.sendAgain(database, task, now, {
      ceilingMicros: env().monthBudgetMicros,
      agreedMicros: agreed.data === undefined ? null : BigInt(agreed.data),
    });
  // To pay more than the budget is to decide about money.
  return decide("sendAgain", id, act, agreedMicros === undefined ? "make" : "manage");
}

type Act = (
  database: ReturnType<typeof db>,
  task: string,
  now: Date,
) => Promise<store.Obstacle | null>;

const decide = (name: string, id: string, act: Act, deed: Deed = "make") =>
  guarded<null>(
    name,
    async () => {
      const task = taskId.safeParse(id);
      if (!task.success) return err({ kind: "notFound" });
      return settled(await act(db(), task.data, systemClock.now()));
    },
    deed,
  );

function settled(obstacle: store.Obstacle | null): Result<null, ActionFailure> {
  if (obstacle === "notFound") return err({ kind: "notFound" });
  if (obstacle !== null) return err({ kind: "tooLate", status: obstacle });
  nudgeWorker();
  return ok(null);
}
