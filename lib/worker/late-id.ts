import "server-only";
import { type Db, isUniqueViolation, type Task, type Tx } from "@/lib/db";
import { recordNote } from "@/lib/task/lease";
import type { TaskStatus } from "@/lib/task/status";
import type { LateId } from "./spool";

/** What became of an id that is written late; "later" while somebody is at work on its row. */
export type Fate = "given" | "told" | "moot" | "later" | "noRow";

/** Where a task may stand whose last sending was accepted, and nobody knows: doubtful, or settled by mistake. */
const unaware: readonly TaskStatus[] = [
  "submitting",
  "unconfirmed",
  "waiting",
  "failed",
  "canceled",
];

/** How often a task was sent, or may have been. */
export const countSendings = (tx: Tx, taskId: string): Promise<number> =>
  tx.taskEvent.count({ where: { taskId, to: "submitting", from: { not: "submitting" } } });

/** An id that another task has got meanwhile is flagged, so that it cannot stop the others from being given back. */
export async function giveBackOrFlag(db: Db, late: LateId, now: Date): Promise<Fate> {
  try {
    return await db.$transaction((tx) => settle(tx, late, now));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await db.task.update({ where: { id: late.taskId }, data: { attention: "idTaken" } });
    return "moot";
  }
}

/** Whatever was decided meanwhile, the job is there, and perhaps paid: its id is never dropped (FAULTS 16, 21). */
async function settle(tx: Tx, late: LateId, now: Date): Promise<Fate> {
  const task = await tx.task.findUnique({ where: { id: late.taskId } });
  if (!task) return "noRow";
  if (task.upstreamId === late.upstreamId) return "moot";
  const isLast = (await countSendings(tx, task.id)) <= late.nth;
  if (isLast && task.upstreamId === null && unaware.includes(task.status)) {
    await giveBack(tx, task, late, now);
    return "given";
  }
  if (task.leaseToken) return "later";
  await tellOfSecond(tx, task, late.upstreamId, now);
  return "told";
}

/** The task goes on as if the answer had been written when it came. What it waits for or was settled as, it is not. */
async function giveBack(tx: Tx, task: Task, { upstreamId, at }: LateId, now: Date): Promise<void> {
  // It was to be sent again, and was not: there is one price, and no doubt about it any more.
  const unsent = ["waiting", "canceled"].includes(task.status) || task.failureKind === "imageLost";
  const resolved = unsent && task.doubtMicros > 0n;
  await tx.task.update({
    where: { id: task.id },
    data: {
      status: "queued",
      ...{ upstreamId, submittedAt: new Date(at), dueAt: now, attempts: 0, updatedAt: now },
      ...{ leaseUntil: null, leaseToken: null, claimedId: null, claimRefusal: null },
      ...{ failureKind: null, failureCharged: null, failureMessage: null, attention: null },
      ...{ candidates: null, settledAt: null },
      // Whatever was thrown away, a paid film was not.
      ...{ shelf: "library", trashedAt: null },
      ...(resolved && { doubtMicros: { decrement: task.priceMicros } }),
    },
  });
  const detail = "API Yi had accepted it; its id had been kept beside the database.";
  const event = { taskId: task.id, at: now, from: task.status, to: "queued", detail };
  await tx.taskEvent.create({ data: event });
}

/** The task has another job by now, or another sending: there are two, and a person has to know. */
async function tellOfSecond(tx: Tx, task: Task, upstreamId: string, now: Date): Promise<void> {
  const candidates = [...(task.candidates?.split("\n") ?? []), upstreamId].join("\n");
  await tx.task.update({
    where: { id: task.id },
    data: {
      ...{ attention: "acceptedTwice", updatedAt: now },
      ...(task.status === "unconfirmed" && { candidates }),
    },
  });
  const detail = `API Yi had also accepted an earlier sending of it, as ${upstreamId}: perhaps paid.`;
  await recordNote(tx, task, detail, now);
}
