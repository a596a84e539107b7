import "server-only";
import type { Db } from "@/lib/db";
import type { Cursor } from "./cursor";
import type { Sort } from "./query";
import type { Scope } from "./scope";
import type { LibraryNeighbours } from "./view";
import { walk } from "./walk";

/**
 * The tasks beside one in a list. It need not be in the list itself: what was filtered out or trashed a moment ago
 * still has its place there.
 * @returns null when there is no such task.
 */
export async function neighboursIn(
  db: Db,
  scope: Scope,
  id: string,
): Promise<LibraryNeighbours | null> {
  const task = await db.task.findUnique({
    where: { id },
    select: { place: true, priceMicros: true, seconds: true },
  });
  if (!task) return null;
  const keys: Record<Sort, bigint | null> = {
    ...{ newest: null, oldest: null },
    ...{ dearest: task.priceMicros, longest: BigInt(task.seconds) },
  };
  const from: Cursor = { key: keys[scope.query.sort], place: task.place };
  const [[previous], [next]] = await Promise.all([
    walk(db, scope, { from, direction: "backward", take: 1 }),
    walk(db, scope, { from, direction: "forward", take: 1 }),
  ]);
  return { previous: previous?.id ?? null, next: next?.id ?? null };
}
