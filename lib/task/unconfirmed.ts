import "server-only";
import type { Db, Task, Tx } from "@/lib/db";
import { assertBudget, type Purchase } from "@/lib/settings/budget";
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
    if (owner && owner.id !== id) return "taken"; // its own, which upstream had denied, may be back
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

/**
 * "Send again": perhaps a second paid job, so only after the user was told. The one way to a second POST. Its price is
 * held anew, now; that of the first sending stays uncertain.
 * @throws OverBudgetError when the budget does not cover a second price.
 */
export const sendAgain = (
  db: Db,
  id: string,
  now: Date,
  limits: Omit<Purchase, "micros">,
): Promise<Obstacle | null> =>
  decide(db, id, now, {
    to: "waiting",
    detail: "The user sends it again, knowing that it may be paid twice.",
    data: {
      ...{ dueAt: now, heldAt: now },
      ...{ failureKind: null, failureCharged: null, failureMessage: null },
      ...{ upstreamId: null, submittedAt: null, progress: null },
    },
    async before(tx, { sandbox, priceMicros }) {
      if (!sandbox) await assertBudget(tx, { ...limits, micros: priceMicros }, now);
      return { doubtMicros: { increment: priceMicros } };
    },
  });

interface Decision {
  to: "failed" | "waiting";
  detail: string;
  data: Columns;
  /** What must hold before, and what else is written. */
  before?: (tx: Tx, task: Task) => Promise<Columns>;
}

type Columns = NonNullable<Parameters<Db["task"]["updateMany"]>[0]>["data"];

/** Writes a decision and its event where the task is still unconfirmed. */
async function decide(db: Db, id: string, now: Date, decision: Decision): Promise<Obstacle | null> {
  return db.$transaction(async (tx) => {
    const task = await tx.task.findUnique({ where: { id } });
    if (task?.status !== "unconfirmed") return task?.status ?? "notFound";
    // A job that was made elsewhere has no order of ours that could be sent.
    if (decision.to === "waiting" && task.origin !== "studio") return task.status;
    const more = await decision.before?.(tx, task);
    const { count } = await tx.task.updateMany({
      where: { id, status: "unconfirmed" },
      data: {
        ...{ attempts: 0, attention: null, claimedId: null, claimRefusal: null, candidates: null },
        ...{ leaseUntil: null, leaseToken: null, updatedAt: now },
        ...decision.data,
        ...more,
        status: decision.to,
      },
    });
    // Where transactions run side by side another may have decided meanwhile.
    if (count === 0) return (await tx.task.findUnique({ where: { id } }))?.status ?? "notFound";
    const { to, detail } = decision;
    await tx.taskEvent.create({ data: { taskId: id, at: now, from: "unconfirmed", to, detail } });
    return null;
  });
}
