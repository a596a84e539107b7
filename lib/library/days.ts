import "server-only";
import { type Db, join, raw, type Sql, sql } from "@/lib/db";
import { placeAt, placesIn } from "@/lib/task/place";
import { offsetsBetween } from "./offsets";
import { rowsOf } from "./rows";
import type { Scope } from "./scope";
import type { LibraryDays } from "./view";

const dayMs = 86_400_000;

/**
 * How many of a list fall on each day, and how much room they take: what a list of any length needs to be laid out
 * and jumped about in, without its rows. Days are those of the user's calendar, daylight saving included.
 */
export async function libraryDays(db: Db, scope: Scope): Promise<LibraryDays> {
  const { from, where, place } = rowsOf(db, scope, "Task_newest_idx");
  const shift = await shiftOf(db, scope.zone);
  const way = scope.query.sort === "oldest" ? sql`ASC` : sql`DESC`;
  // The divisor is written into the statement: PostgreSQL groups by the same expression, not by the same parameter.
  const day = sql`(${place} + ${shift}) / ${raw(String(placesIn(dayMs)))}`;
  const rows = await db.$queryRaw<
    { day: bigint | number; count: bigint | number; aspects: number }[]
  >`
    SELECT ${day} AS day, COUNT(*) AS count, SUM(t.aspect) AS aspects
    FROM ${from} WHERE ${where} GROUP BY 1 ORDER BY 1 ${way}`;
  const days = rows.map((row) => ({
    day: new Date(Number(row.day) * dayMs).toISOString().slice(0, 10),
    count: Number(row.count),
    aspects: Math.round(row.aspects * 1000) / 1000,
  }));
  return { total: days.reduce((sum, { count }) => sum + count, 0), days, ignored: scope.ignored };
}

/** How far the zone's clocks are ahead, in places, as an expression over `t.place`: it changes with daylight saving. */
async function shiftOf(db: Db, zone: string): Promise<Sql> {
  const [first, last] = await Promise.all(
    (["asc", "desc"] as const).map((place) =>
      db.task.findFirst({ orderBy: { place }, select: { createdAt: true } }),
    ),
  );
  const periods = offsetsBetween(
    first?.createdAt.getTime() ?? 0,
    last?.createdAt.getTime() ?? 0,
    zone,
  );
  const final = periods.pop();
  const places = (ms: number) => raw(String(placesIn(ms)));
  const otherwise = places(final?.offset ?? 0);
  if (periods.length === 0) return otherwise;
  const cases = periods.map(
    ({ until, offset }) =>
      sql`WHEN t.place < ${raw(String(placeAt(until)))} THEN ${places(offset)}`,
  );
  return sql`CASE ${join(cases, " ")} ELSE ${otherwise} END`;
}
