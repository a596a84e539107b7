import "server-only";
import { type Db, join, sql } from "@/lib/db";
import { type TaskStatus, taskStatuses } from "@/lib/task/status";
import { isNarrowed, shownStatuses } from "./query";
import { type Facet, rowsOf, statusesOf } from "./rows";
import type { Scope } from "./scope";
import { type Shape, shapeOf, shapes } from "./shape";
import type { Count, LibraryFacets } from "./view";

/** Tasks that are alike in everything one can filter by. */
interface Cell {
  status: TaskStatus;
  channel: string;
  model: string;
  seconds: number;
  shape: Shape;
  favourite: boolean;
  count: number;
}

const facets = ["status", "channel", "model", "shape", "seconds", "favourite"] as const;
const mostTags = 200;

/**
 * The counts beside the filters: each says how many there would be with its value, were its own filter open and the
 * others as they are. The database counts once, by everything at a time; the rest is adding up.
 */
export async function libraryFacets(db: Db, scope: Scope): Promise<LibraryFacets> {
  const [cells, tag, trash] = await Promise.all([
    cellsOf(db, scope),
    tagCounts(db, scope),
    db.task.count({ where: { shelf: "trash" } }),
  ]);
  const { query } = scope;
  const statuses = statusesOf(query);
  const holds: Record<Facet, (cell: Cell) => boolean> = {
    status: (cell) => statuses === null || statuses.includes(cell.status),
    channel: (cell) => isChosen(query.channel, cell.channel),
    model: (cell) => isChosen(query.model, cell.model),
    shape: (cell) => isChosen(query.shape, cell.shape),
    seconds: (cell) => isChosen(query.seconds, cell.seconds),
    favourite: (cell) => !query.favourite || cell.favourite,
  };
  const among = (own: Facet | null) =>
    cells.filter((cell) => facets.every((facet) => facet === own || holds[facet](cell)));
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    total: sum(among(null)),
    status: counts(among("status"), (cell) => cell.status, inOrder(taskStatuses)),
    channel: counts(among("channel"), (cell) => cell.channel, byName),
    model: counts(among("model"), (cell) => cell.model, byName),
    shape: counts(among("shape"), (cell) => cell.shape, inOrder(shapes)),
    seconds: counts(
      among("seconds"),
      (cell) => cell.seconds,
      (a, b) => a - b,
    ),
    favourite: sum(among("favourite").filter((cell) => cell.favourite)),
    ...{ tag, trash, ignored: scope.ignored },
  };
}

async function cellsOf(db: Db, scope: Scope): Promise<Cell[]> {
  const { from: first, to } = scope.query;
  const index = first === null && to === null ? "Task_counts_idx" : "Task_newest_idx";
  const { from, where } = rowsOf(db, scope, index, facets);
  const rows = await db.$queryRaw<(Omit<Cell, "shape"> & { aspect: number; count: bigint })[]>`
    SELECT t.status, t.channel, t.model, t.seconds, t.aspect, t.favourite, COUNT(*) AS count
    FROM ${from} WHERE ${where}
    GROUP BY t.status, t.channel, t.model, t.seconds, t.aspect, t.favourite`;
  return rows.map(({ aspect, ...row }) => ({
    ...row,
    seconds: Number(row.seconds),
    favourite: Boolean(row.favourite),
    count: Number(row.count),
    shape: shapeOf(aspect),
  }));
}

interface TagCount {
  name: string;
  count: bigint | number;
}

/** How many of what is found have each tag, those that are chosen included. */
async function tagCounts(db: Db, scope: Scope): Promise<Count<string>[]> {
  const rows = isNarrowed(scope.query)
    ? await tagsOfFound(db, scope)
    : await tagsOfAll(db, scope.query.trash);
  return rows
    .map(({ name, count }) => ({ value: name, count: Number(count) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostTags);
}

function tagsOfFound(db: Db, scope: Scope): Promise<TagCount[]> {
  const { from, where, place } = rowsOf(db, scope, "Task_newest_idx");
  return db.$queryRaw<TagCount[]>`
    SELECT tag.name, found.count FROM (
      SELECT x."tagId", COUNT(*) AS count FROM ${from} CROSS JOIN "TaskTag" x
      WHERE ${where} AND x.place = ${place} GROUP BY x."tagId"
    ) found JOIN "Tag" tag ON tag.id = found."tagId"`;
}

/** Of the whole library: every task of a tag, less the few that the library does not show. */
function tagsOfAll(db: Db, trash: boolean): Promise<TagCount[]> {
  const hidden = taskStatuses.filter((status) => !shownStatuses.includes(status));
  const elsewhere = trash
    ? sql`t.shelf = 'trash'`
    : sql`t.shelf = 'trash' OR (t.shelf = 'library' AND t.status IN (${join(hidden)}))`;
  const others = sql`
    SELECT x."tagId", COUNT(*) AS count FROM "Task" t CROSS JOIN "TaskTag" x
    WHERE (${elsewhere}) AND x.place = t.place GROUP BY x."tagId"`;
  if (trash) {
    return db.$queryRaw<TagCount[]>`
      SELECT tag.name, others.count FROM (${others}) others
      JOIN "Tag" tag ON tag.id = others."tagId"`;
  }
  return db.$queryRaw<TagCount[]>`
    SELECT tag.name, every.count - COALESCE(others.count, 0) AS count
    FROM (SELECT "tagId", COUNT(*) AS count FROM "TaskTag" GROUP BY "tagId") every
    JOIN "Tag" tag ON tag.id = every."tagId"
    LEFT JOIN (${others}) others ON others."tagId" = every."tagId"`;
}

const isChosen = <T>(chosen: readonly T[], value: T): boolean =>
  chosen.length === 0 || chosen.includes(value);

const sum = (cells: readonly Cell[]): number => cells.reduce((all, { count }) => all + count, 0);

const inOrder =
  <T>(order: readonly T[]) =>
  (a: T, b: T): number =>
    order.indexOf(a) - order.indexOf(b);

function counts<T>(
  cells: readonly Cell[],
  pick: (cell: Cell) => T,
  order: (a: T, b: T) => number,
): Count<T>[] {
  const found = new Map<T, number>();
  for (const cell of cells) {
    const value = pick(cell);
    found.set(value, (found.get(value) ?? 0) + cell.count);
  }
  return [...found]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => order(a.value, b.value));
}
