import "server-only";
import { type Db, isPostgres, type Sql, sql } from "@/lib/db";
import { matches } from "@/lib/search/match";
import { type Term, termsOf } from "@/lib/search/tokens";
import type { Cursor } from "./cursor";
import type { Sort } from "./query";
import { type LibraryIndex, rowsInOrder, rowsOf } from "./rows";
import type { Scope } from "./scope";

interface Order {
  index: LibraryIndex;
  /** Sorted by before time, largest first. */
  key: Sql | null;
  newestFirst: boolean;
}

const orders: Record<Sort, Order> = {
  newest: { index: "Task_newest_idx", key: null, newestFirst: true },
  oldest: { index: "Task_newest_idx", key: null, newestFirst: false },
  dearest: { index: "Task_dearest_idx", key: sql`t."priceMicros"`, newestFirst: true },
  longest: { index: "Task_longest_idx", key: sql`t.seconds`, newestFirst: true },
};

export type Direction = "forward" | "backward";

export interface Step extends Cursor {
  id: string;
}

/**
 * The next rows of a list from a place on, that place left out: towards its end, or backwards towards its beginning,
 * nearest first. By keyset in the bounded form (DESIGN "Data"): the first bound lets the index seek, the second breaks
 * ties.
 * @param from null for the list's beginning, or its end.
 */
export async function walk(
  db: Db,
  scope: Scope,
  { from, direction, take }: { from: Cursor | null; direction: Direction; take: number },
): Promise<Step[]> {
  const { index, key, newestFirst } = orders[scope.query.sort];
  const rows =
    key && (await isBroad(db, scope)) ? rowsInOrder(db, scope, index) : rowsOf(db, scope, index);
  const down = newestFirst === (direction === "forward");
  const where = from ? sql`${rows.where} AND ${beyond(from, rows.place, key, down)}` : rows.where;
  const way = down ? sql`DESC` : sql`ASC`;
  const order = key ? sql`${key} ${way}, ${rows.place} ${way}` : sql`${rows.place} ${way}`;
  const found = await db.$queryRaw<{ id: string; place: bigint; key: bigint | number | null }[]>`
    SELECT t.id, ${rows.place} AS place, ${key ?? sql`NULL`} AS "key"
    FROM ${rows.from} WHERE ${where} ORDER BY ${order} LIMIT ${take}`;
  return found.map((row) => ({
    id: row.id,
    place: BigInt(row.place),
    key: row.key === null ? null : BigInt(row.key),
  }));
}

function beyond(from: Cursor, place: Sql, key: Sql | null, down: boolean): Sql {
  const past = down ? sql`<` : sql`>`;
  const further = sql`${place} ${past} ${from.place}`;
  if (!key) return further;
  return sql`${key} ${past}= ${from.key} AND (${key} ${past} ${from.key} OR ${further})`;
}

/** Beyond so many, sorting what a search finds costs more than looking each task up in it. */
const broad = 30_000;
/** The index knows beginnings of one and two letters (`prefix='1 2'`); longer ones it gathers anew at each look. */
const isQuick = ({ token, prefix }: Term): boolean => !prefix || token.length <= 2;

/** Whether a search finds so much that an order of its own is better walked than sorted. */
async function isBroad(db: Db, { query }: Scope): Promise<boolean> {
  const terms = termsOf(query.text);
  if (terms.length === 0 || !terms.every(isQuick) || isPostgres(db)) return false;
  const [found] = await db.$queryRaw<{ count: bigint | number }[]>`
    SELECT COUNT(*) AS count
    FROM (SELECT 1 FROM "TaskSearch" s WHERE ${matches(db, terms)} LIMIT ${broad}) some`;
  return Number(found?.count) === broad;
}
