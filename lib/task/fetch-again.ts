import "server-only";
import type { Db } from "@/lib/db";
import { recordNote } from "./lease";
import type { TaskStatus } from "./status";

/**
 * "Fetch it again": gives a film that was never whole all its tries anew (FAULTS 39).
 * @returns null when it will be fetched, else what stands in the way: there is no such task, or nothing was given up on.
 */
export async function fetchAgain(
  db: Db,
  id: string,
  now: Date,
): Promise<"notFound" | TaskStatus | null> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { id, status: "archiving", attention: "badFile" },
      data: {
        ...{ attention: null, refetches: 0, attempts: 0, dueAt: now, updatedAt: now },
        ...{ leaseUntil: null, leaseToken: null },
      },
    });
    const task = await tx.task.findUnique({ where: { id }, select: { id: true, status: true } });
    if (task && count === 1) await recordNote(tx, task, "It is to be fetched again.", now);
    return count === 1 ? null : (task?.status ?? "notFound");
  });
}
