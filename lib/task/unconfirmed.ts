import "server-only";
import type { Db } from "@/lib/db";
import type { TaskStatus } from "./status";

/** What stands in the way of a decision: there is no such task, or it is not unconfirmed any more. */
export type Obstacle = "notFound" | TaskStatus;

/**
 * "This is its id": kept with the task until the worker has checked it upstream; only then is it adopted.
 * @returns null when it will be checked, "taken" when another task owns it, else what stands in the way; then nothing
 * was changed.
 */
export async function claimId(
  db: Db,
  id: string,
  upstreamId: string,
  now: Date,
): Promise<Obstacle | "taken" | null> {
  return db.$transaction(async (tx) => {
    const task = await tx.task.findUnique({ where: { id } });
    if (!task) return "notFound";
    if (task.status !== "unconfirmed") return task.status;
    const { sandbox, channel } = task;
    const owner = await tx.task.findFirst({ where: { sandbox, channel, upstreamId } });
    if (owner) return "taken";
    await tx.task.update({
      where: { id },
      data: {
        ...{ claimedId: upstreamId, claimRefusal: null, attempts: 0, dueAt: now, updatedAt: now },
        // What is being looked up right now knows nothing of this id, and must not write over it.
        ...{ leaseUntil: null, leaseToken: null },
      },
    });
    return null;
  });
}

/** "It was not created": the hold is released, on the user's word. */
export const declareNotCreated = (db: Db, id: string, now: Date): Promise<Obstacle | null> =>
  decide(db, id, now, {
    to: "failed",
    detail: "The user says that the job was not created.",
    data: {
      dueAt: null,
      settledAt: now,
      failureKind: "notSent",
      failureCharged: "no",
      failureMessage: "Declared as not created.",
    },
  });

/** "Send again": perhaps a second paid job, so only after the user was told. The one way to a second POST. */
export const sendAgain = (db: Db, id: string, now: Date): Promise<Obstacle | null> =>
  decide(db, id, now, {
    to: "waiting",
    detail: "The user sends it again, knowing that it may be paid twice.",
    data: { dueAt: now, failureKind: null, failureCharged: null, failureMessage: null },
  });

interface Decision {
  to: "failed" | "waiting";
  detail: string;
  data: NonNullable<Parameters<Db["task"]["updateMany"]>[0]>["data"];
}

/** Writes a decision and its event where the task is still unconfirmed. */
async function decide(db: Db, id: string, now: Date, decision: Decision): Promise<Obstacle | null> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { id, status: "unconfirmed" },
      data: {
        ...{ attempts: 0, attention: null, claimedId: null, claimRefusal: null, candidates: null },
        ...{ leaseUntil: null, leaseToken: null, updatedAt: now },
        ...decision.data,
        status: decision.to,
      },
    });
    if (count === 1) {
      const { to, detail } = decision;
      await tx.taskEvent.create({ data: { taskId: id, at: now, from: "unconfirmed", to, detail } });
      return null;
    }
    const task = await tx.task.findUnique({ where: { id }, select: { status: true } });
    return task?.status ?? "notFound";
  });
}
