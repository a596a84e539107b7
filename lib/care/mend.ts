import "server-only";
import type { Db, Prisma } from "@/lib/db";

/** Nobody works on the row, or whoever did is gone. */
const free = (now: Date): Prisma.TaskWhereInput => ({
  OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }],
});

const released = { leaseUntil: null, leaseToken: null };

/**
 * Lets the worker fetch the film of a completed task again, because the file is not what the row promises. The one way
 * out of a terminal state: `completed` means that a verified file is there, and it is not. What was paid stays paid.
 * @param why for the task's history.
 * @returns false when the row has moved on meanwhile; then nothing was written.
 */
export async function reopenArchive(
  db: Db,
  taskId: string,
  why: string,
  now: Date,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { id: taskId, status: "completed", ...free(now) },
      data: {
        ...released,
        status: "archiving",
        ...{ dueAt: now, attempts: 0, settledAt: null, updatedAt: now },
      },
    });
    if (count !== 1) return false;
    await tx.video.deleteMany({ where: { taskId } });
    await tx.taskEvent.create({
      data: { taskId, at: now, from: "completed", to: "archiving", detail: why },
    });
    return true;
  });
}

/** Lets the worker draw a film's poster, with all its tries. @returns false when the row has moved on meanwhile. */
export async function redrawPoster(db: Db, taskId: string, now: Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { id: taskId, status: "completed", ...free(now) },
      data: { ...released, dueAt: now },
    });
    if (count !== 1) return false;
    await tx.video.updateMany({ where: { taskId }, data: { posterKey: null, posterTries: 0 } });
    return true;
  });
}

/** Gives a row back whose holder is gone. @returns false when somebody holds it by now. */
export async function releaseLease(db: Db, taskId: string, expired: Date): Promise<boolean> {
  const { count } = await db.task.updateMany({
    where: { id: taskId, leaseUntil: { lte: expired } },
    data: released,
  });
  return count === 1;
}

/** Puts a task that nothing would ever move again back in the line. @returns false when it has moved on meanwhile. */
export async function makeDue(
  db: Db,
  task: { id: string; status: Prisma.TaskCreateInput["status"] },
  now: Date,
): Promise<boolean> {
  const { count } = await db.task.updateMany({
    where: { id: task.id, status: task.status ?? "waiting", dueAt: null, ...free(now) },
    data: { dueAt: now },
  });
  return count === 1;
}
