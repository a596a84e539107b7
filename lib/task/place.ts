import "server-only";
import type { Tx } from "@/lib/db";

/**
 * A task's place in time: the milliseconds of its creation in the upper digits, its order within that millisecond in
 * the lower. One unique number that lists page by, that the search index is kept under, and that SQLite and PostgreSQL
 * compare alike.
 */
const perMillisecond = 1024n;

/** The first place of a moment: what was created before it has a lower one. @param ms since 1970, UTC. */
export const placeAt = (ms: number): bigint => BigInt(Math.max(0, Math.floor(ms))) * perMillisecond;

/** A whole number of places: for moments further apart than that. @param ms may be negative. */
export const placesIn = (ms: number): bigint => BigInt(ms) * perMillisecond;

/**
 * A place that no task has yet, and as many after it as are wanted. Two processes may be given the same on PostgreSQL:
 * the unique index lets one of them through, and the other asks again.
 */
export async function freePlace(tx: Tx, at: Date): Promise<bigint> {
  const first = placeAt(at.getTime());
  const last = await tx.task.findFirst({
    where: { place: { gte: first, lt: first + perMillisecond } },
    orderBy: { place: "desc" },
    select: { place: true },
  });
  return last ? last.place + 1n : first;
}
