import type { TaskStatus } from "@/lib/task/status";
import type { TaskView } from "@/lib/task/view";

/** What is worth interrupting for. */
export type News = "completed" | "failed" | "unconfirmed" | "underWay";

const newsOf: Record<TaskStatus, News | null> = {
  waiting: null,
  submitting: null,
  unconfirmed: "unconfirmed",
  queued: null,
  in_progress: null,
  archiving: null,
  completed: "completed",
  failed: "failed",
  expired: "failed",
  canceled: null,
};

/** After a doubt it is news that a task is certainly being made, whatever settled the doubt. */
const underWay: readonly TaskStatus[] = ["queued", "in_progress", "archiving"];

const newsIn = (before: TaskStatus, now: TaskStatus): News | null =>
  before === "unconfirmed" && underWay.includes(now) ? "underWay" : newsOf[now];

export type Statuses = ReadonlyMap<string, TaskStatus>;

export const statusesOf = (tasks: readonly Pick<TaskView, "id" | "status">[]): Statuses =>
  new Map(tasks.map(({ id, status }) => [id, status]));

/** What became of the tasks one has been watching: how many of each, only those that changed since. */
export function newsSince(before: Statuses, now: Statuses): Partial<Record<News, number>> {
  const counts: Partial<Record<News, number>> = {};
  for (const [id, status] of now) {
    const last = before.get(id);
    if (last === undefined || last === status) continue;
    const news = newsIn(last, status);
    if (!news) continue;
    counts[news] = (counts[news] ?? 0) + 1;
  }
  return counts;
}
