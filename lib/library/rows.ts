import "server-only";
import { addDays, startOfDay } from "@/lib/costs/calendar";
import { type Db, isPostgres, Prisma } from "@/lib/db";
import { matches } from "@/lib/search/match";
import { termsOf } from "@/lib/search/tokens";
import { placeAt } from "@/lib/task/place";
import type { TaskStatus } from "@/lib/task/status";
import { type LibraryQuery, shownStatuses } from "./query";
import type { Scope } from "./scope";
import { type Shape, squarest } from "./shape";

/** The filters that have counts beside them: a count is read without its own. */
export type Facet = "status" | "channel" | "model" | "shape" | "seconds" | "favourite";

/** The rows of a query, as parts of a statement. Tasks are `t`. */
export interface Rows {
  from: Prisma.Sql;
  where: Prisma.Sql;
  /** A task's place, from the index that leads to it: what such a statement is ordered by. */
  place: Prisma.Sql;
}

/** Indexes that hold everything a query filters by (schema.prisma). */
export type LibraryIndex =
  | "Task_newest_idx"
  | "Task_dearest_idx"
  | "Task_longest_idx"
  | "Task_counts_idx";

/**
 * Where the rows of a query come from. A search leads from its index to the tasks, so does a tag; everything else walks
 * an index that holds all the filters, and reads no row on its way.
 * @param index the one to walk. SQLite has no statistics, and would rather sort half of the library.
 * @param leaving filters that are left out.
 */
export function rowsOf(
  db: Db,
  scope: Scope,
  index: LibraryIndex,
  leaving: readonly Facet[] = [],
): Rows {
  const { query, tagIds } = scope;
  const terms = termsOf(query.text);
  const [first, ...others] = tagIds;
  if (terms.length > 0) {
    const from = Prisma.sql`"TaskSearch" s CROSS JOIN ${tasks(db, "Task_newest_idx")}`;
    const found = [Prisma.sql`t.place = s.rowid`, matches(db, terms), ...tagIds.map(hasTag)];
    return { from, ...conditions(scope, Prisma.sql`s.rowid`, found, leaving) };
  }
  if (first !== undefined) {
    const from = Prisma.sql`"TaskTag" g CROSS JOIN ${tasks(db, "Task_newest_idx")}`;
    const tagged = [Prisma.sql`g."tagId" = ${first}`, Prisma.sql`t.place = g.place`];
    return {
      from,
      ...conditions(scope, Prisma.sql`g.place`, [...tagged, ...others.map(hasTag)], leaving),
    };
  }
  return { from: tasks(db, index), ...conditions(scope, Prisma.sql`t.place`, [], leaving) };
}

const tasks = (db: Db, index: LibraryIndex): Prisma.Sql =>
  isPostgres(db)
    ? Prisma.sql`"Task" t`
    : Prisma.sql`"Task" t INDEXED BY ${Prisma.raw(`"${index}"`)}`;

const hasTag = (tagId: string): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "TaskTag" x WHERE x."taskId" = t.id AND x."tagId" = ${tagId})`;

function conditions(
  { query, zone }: Scope,
  place: Prisma.Sql,
  found: Prisma.Sql[],
  leaving: readonly Facet[],
): { where: Prisma.Sql; place: Prisma.Sql } {
  const parts = [
    query.trash ? Prisma.sql`t.shelf = 'trash'` : Prisma.sql`t.shelf = 'library'`,
    ...found,
    ...between(query, zone, place),
    ...facetConditions(query, leaving),
  ];
  return { where: Prisma.join(parts, " AND "), place };
}

function between({ from, to }: LibraryQuery, zone: string, place: Prisma.Sql): Prisma.Sql[] {
  const parts: Prisma.Sql[] = [];
  if (from !== null)
    parts.push(Prisma.sql`${place} >= ${placeAt(startOfDay(from, zone).getTime())}`);
  if (to !== null)
    parts.push(Prisma.sql`${place} < ${placeAt(startOfDay(addDays(to, 1), zone).getTime())}`);
  return parts;
}

/** What fails most rows goes first, and the cheapest comparison before a list: they are made in this order. */
function facetConditions(query: LibraryQuery, leaving: readonly Facet[]): Prisma.Sql[] {
  const { favourite, model, channel, seconds, shape } = query;
  const parts: Partial<Record<Facet, Prisma.Sql>> = {
    ...(favourite && { favourite: Prisma.sql`t.favourite = true` }),
    ...(model.length > 0 && { model: oneOf(Prisma.sql`t.model`, model) }),
    ...(channel.length > 0 && { channel: oneOf(Prisma.sql`t.channel`, channel) }),
    ...(seconds.length > 0 && { seconds: oneOf(Prisma.sql`t.seconds`, seconds) }),
    ...(shape.length > 0 && { shape: Prisma.sql`(${Prisma.join(shape.map(lies), " OR ")})` }),
    ...statusPart(query),
  };
  return Object.entries(parts)
    .filter(([facet]) => !leaving.some((each) => each === facet))
    .map(([, part]) => part);
}

function statusPart(query: LibraryQuery): { status?: Prisma.Sql } {
  const statuses = statusesOf(query);
  return statuses === null ? {} : { status: oneOf(Prisma.sql`t.status`, statuses) };
}

/** The statuses that a query finds; null for all. The trash holds whatever was put there. */
export function statusesOf({ status, trash }: LibraryQuery): readonly TaskStatus[] | null {
  if (status.length > 0) return status;
  return trash ? null : shownStatuses;
}

function oneOf(column: Prisma.Sql, values: readonly (string | number)[]): Prisma.Sql {
  return values.length === 1
    ? Prisma.sql`${column} = ${values[0]}`
    : Prisma.sql`${column} IN (${Prisma.join(values)})`;
}

const shapeConditions: Record<Shape, Prisma.Sql> = {
  landscape: Prisma.sql`t.aspect > ${squarest.most}`,
  portrait: Prisma.sql`t.aspect < ${squarest.least}`,
  square: Prisma.sql`t.aspect BETWEEN ${squarest.least} AND ${squarest.most}`,
};
const lies = (shape: Shape): Prisma.Sql => shapeConditions[shape];
