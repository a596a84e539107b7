import { randomUUID } from "node:crypto";
import type { Db, Task } from "@/lib/db";
import type { TaskInput } from "@/lib/task/input";
import { type ClaimedTask, claimDue } from "@/lib/task/lease";
import type { TaskStatus } from "@/lib/task/status";
import { createTasks } from "@/lib/task/store";

/** What a press of Generate sends, with any part of it changed. */
export const taskInput = (changes: Partial<TaskInput> = {}): TaskInput => ({
  intentKey: randomUUID(),
  channel: "sora-official",
  model: "sora-2",
  prompt: "A red fox walks through fresh snow at dawn",
  seconds: 4,
  size: "1280x720",
  takes: 1,
  ...changes,
});

/** Records tasks as the action does. @returns their ids. */
export const recordTasks = (
  db: Db,
  now: Date,
  changes: Partial<TaskInput> = {},
): Promise<string[]> =>
  createTasks(
    db,
    { input: taskInput(changes), eachMicros: 400_000n, sandbox: false, monthBudgetMicros: null },
    now,
  );

/** Records one task and puts its row where a test needs it. */
export async function taskAt(
  db: Db,
  now: Date,
  row: Partial<Task>,
  changes: Partial<TaskInput> = {},
): Promise<string> {
  const [id] = await recordTasks(db, now, changes);
  if (!id) throw new Error("no task was recorded");
  const { leaseToken, ...data } = row;
  await db.task.update({ where: { id }, data: { ...data, leaseToken: leaseToken ?? null } });
  return id;
}

/** Claims the one due task of a status. */
export async function claimOne(db: Db, now: Date, status: TaskStatus): Promise<ClaimedTask> {
  const [task] = await claimDue(db, { statuses: [status], limit: 1, leaseMs: 30_000, now });
  if (!task) throw new Error(`no ${status} task is due`);
  return task;
}

export const rowOf = (db: Db, id: string): Promise<Task> =>
  db.task.findUniqueOrThrow({ where: { id } });
