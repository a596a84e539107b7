import "server-only";
import type { Db, Prisma, Task } from "@/lib/db";
import { recordMove } from "@/lib/task/lease";
import { formatTime } from "./finding";

/**
 * Makes the rows of a restored backup safe to start on. A task that was being sent, or that was waiting and may have
 * been sent after the backup was made, was perhaps paid: it becomes unconfirmed, by the state machine's own edges, and
 * waits for a person. Whoever held a row is of the past. What upstream has accepted goes on.
 * @param madeAt when the backup was made.
 * @returns how many became unconfirmed.
 */
export async function doubtInFlight(db: Db, madeAt: Date, now: Date): Promise<number> {
  await db.task.updateMany({
    where: { leaseToken: { not: null } },
    data: { leaseUntil: null, leaseToken: null },
  });
  const tasks = await db.task.findMany({ where: { status: { in: ["waiting", "submitting"] } } });
  for (const task of tasks) await doubt(db, task, madeAt, now);
  return tasks.length;
}

async function doubt(db: Db, task: Task, madeAt: Date, now: Date): Promise<void> {
  const waited = task.status === "waiting";
  const why = waited
    ? `It was waiting when the backup was made (${formatTime(madeAt)}), and may have been sent after that.`
    : `It was being sent when the backup was made (${formatTime(madeAt)}).`;
  await db.$transaction(async (tx) => {
    if (waited) await recordMove(tx, task, { to: "submitting", detail: why }, now);
    await recordMove(
      tx,
      { ...task, status: "submitting" },
      { to: "unconfirmed", detail: why },
      now,
    );
    const data: Prisma.TaskUpdateInput = {
      status: "unconfirmed",
      ...{ failureKind: "interrupted", failureCharged: "unknown", failureMessage: why },
      // Upstream's list is searched by the time of sending, which is not known of a task that waited.
      ...{ dueAt: waited ? null : now, attempts: 0, updatedAt: now },
    };
    await tx.task.update({ where: { id: task.id }, data });
  });
}
