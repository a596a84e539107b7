import "server-only";
import { addDays, startOfDay } from "@/lib/costs/calendar";
import { type Db, isPostgres, join, raw, type Sql, sql } from "@/lib/db";
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
  from: Sql;
  where: Sql;
  /** A task's place, from the index that leads to it: what such a statement is ordered by. */
  place: Sql;
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
    const from = sql`"TaskSearch" s CROSS JOIN ${tasks(db, "Task_newest_idx")}`;
    const tagged = tagIds.map((id) => hasTag(id, sql`s.rowid`));
    const found = [sql`t.place = s.rowid`, matches(db, terms), ...tagged];
    return { from, ...conditions(scope, sql`s.rowid`, found, leaving) };
  }
  if (first !== undefined) {
    const from = sql`"TaskTag" g CROSS JOIN ${tasks(db, "Task_newest_idx")}`;
    const tagged = [sql`g."tagId" = ${first}`, sql`t.place = g.place`];
    return {
      from,
      ...conditions(
        scope,
        sql`g.place`,
        [...tagged, ...others.map((id) => hasTag(id, sql`g.place`))],
        leaving,
      ),
    };
  }
  return { from: tasks(db, index), ...conditions(scope, sql`t.place`, [], leaving) };
}

/** The same rows, led to by an order of their own: each is looked up in what is searched for. */
export function rowsInOrder(db: Db, scope: Scope, index: LibraryIndex): Rows {
  const place = sql`t.place`;
  const searched = sql`EXISTS (
    SELECT 1 FROM "TaskSearch" s WHERE ${matches(db, termsOf(scope.query.text))} AND s.rowid = t.place)`;
  const tagged = scope.tagIds.map((id) => hasTag(id, place));
  const { where } = conditions(scope, place, tagged, []);
  // Last: it is the dearest to ask.
  return { from: tasks(db, index), where: sql`${where} AND ${searched}`, place };
}

const tasks = (db: Db, index: LibraryIndex): Sql =>
  isPostgres(db) ? sql`"Task" t` : sql`"Task" t INDEXED BY ${raw(`"${index}"`)}`;

const hasTag = (tagId: string, place: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM "TaskTag" x WHERE x."tagId" = ${tagId} AND x.place = ${place})`;

function conditions(
  { query, zone }: Scope,
  place: Sql,
  found: Sql[],
  leaving: readonly Facet[],
): { where: Sql; place: Sql } {
  const parts = [
    query.trash ? sql`t.shelf = 'trash'` : sql`t.shelf = 'library'`,
    ...found,
    ...between(query, zone, place),
    ...facetConditions(query, leaving),
  ];
  return { where: join(parts, " AND "), place };
}

function between({ from, to }: LibraryQuery, zone: string, place: Sql): Sql[] {
  const parts: Sql[] = [];
  if (from !== null) parts.push(sql`${place} >= ${placeAt(startOfDay(from, zone).getTime())}`);
  if (to !== null)
    parts.push(sql`${place} < ${placeAt(startOfDay(addDays(to, 1), zone).getTime())}`);
  return parts;
}

/** What fails most rows goes first, and the cheapest comparison before a list: they are made in this order. */
function facetConditions(query: LibraryQuery, leaving: readonly Facet[]): Sql[] {
  const { favourite, model, channel, seconds, shape } = query;
  const parts: Partial<Record<Facet, Sql>> = {
    ...(favourite && { favourite: sql`t.favourite = true` }),
    ...(model.length > 0 && { model: oneOf(sql`t.model`, model) }),
    ...(channel.length > 0 && { channel: oneOf(sql`t.channel`, channel) }),
    ...(seconds.length > 0 && { seconds: oneOf(sql`t.seconds`, seconds) }),
    ...(shape.length > 0 && { shape: sql`(${join(shape.map(lies), " OR ")})` }),
    ...statusPart(query),
  };
  return Object.entries(parts)
    .filter(([facet]) => !leaving.some((each) => each === facet))
    .map(([, part]) => part);
}

function statusPart(query: LibraryQuery): { status?: Sql } {
  const statuses = statusesOf(query);
  return statuses === null ? {} : { status: oneOf(sql`t.status`, statuses) };
}

/** The statuses that a query finds; null for all. The trash holds whatever was put there. */
export function statusesOf({ status, trash }: LibraryQuery): readonly TaskStatus[] | null {
  if (status.length > 0) return status;
  return trash ? null : shownStatuses;
}

function oneOf(column: Sql, values: readonly (string | number)[]): Sql {
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} IN (${join(values)})`;
}

const shapeConditions: Record<Shape, Sql> = {
  landscape: sql`t.aspect > ${squarest.most}`,
  portrait: sql`t.aspect < ${squarest.least}`,
  square: sql`t.aspect BETWEEN ${squarest.least} AND ${squarest.most}`,
};
const lies = (shape: Shape): Sql => shapeConditions[shape];
