import "server-only";
import type { Db, Prisma } from "@/lib/db";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import { liveStatuses, type TaskStatus, taskStatuses } from "./status";
import { shownParts, toTaskView } from "./to-view";
import type { TaskDetailView, TaskPage } from "./view";

/** Which tasks a list is about: one status, everything not settled, or everything settled. */
export const taskFilters = ["live", "settled", ...taskStatuses] as const;
export type TaskFilter = (typeof taskFilters)[number];

const settledStatuses = taskStatuses.filter((status) => !liveStatuses.includes(status));

const statusesOf = (filter: TaskFilter): TaskStatus[] => {
  if (filter === "live") return liveStatuses;
  return filter === "settled" ? settledStatuses : [filter];
};

export interface ListRequest {
  status?: TaskFilter | undefined;
  /** Rows of a page, 1 to 100. */
  limit?: number;
  /** From the page before. @throws RangeError when it is not one of ours: refuse it at the border. */
  cursor?: string | undefined;
}

/** One page of tasks, newest first. */
export async function listTasks(db: Db, request: ListRequest = {}): Promise<TaskPage> {
  const limit = request.limit ?? 24;
  const after = request.cursor === undefined ? null : decodeCursor(request.cursor);
  if (request.cursor !== undefined && !after) throw new RangeError("not a cursor of this list");
  const rows = await db.task.findMany({
    where: {
      shelf: "library",
      ...(request.status && { status: { in: statusesOf(request.status) } }),
      ...(after && olderThan(after)),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: shownParts,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    tasks: page.map(toTaskView),
    nextCursor: rows.length > limit && last ? encodeCursor(last) : null,
  };
}

/** The bounded keyset form: the first bound lets the index seek, the second breaks ties (DESIGN "Data"). */
const olderThan = ({ createdAt, id }: Cursor): Prisma.TaskWhereInput => ({
  createdAt: { lte: createdAt },
  OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }],
});

/** One task with its evidence, or null. */
export async function getTask(db: Db, id: string): Promise<TaskDetailView | null> {
  const row = await db.task.findUnique({
    where: { id, shelf: { not: "purged" } },
    include: {
      ...shownParts,
      events: { orderBy: { id: "asc" } },
      tags: { select: { tag: { select: { name: true } } }, orderBy: { tag: { folded: "asc" } } },
    },
  });
  if (!row) return null;
  return {
    ...toTaskView(row),
    ...{ title: row.title, favourite: row.favourite, origin: row.origin },
    tags: row.tags.map(({ tag }) => tag.name),
    trashedAt: row.trashedAt?.toISOString() ?? null,
    upstreamId: row.upstreamId,
    settledAt: row.settledAt?.toISOString() ?? null,
    events: row.events.map((event) => ({
      at: event.at.toISOString(),
      from: event.from as TaskStatus | null,
      to: event.to as TaskStatus,
      httpStatus: event.httpStatus,
      requestId: event.requestId,
      detail: event.detail,
    })),
  };
}
