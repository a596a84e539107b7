import "server-only";
import type { Logger } from "pino";
import type { Db } from "@/lib/db";
import { trashKeptDays } from "@/lib/library/trash";
import type { Storage } from "@/lib/storage/contract";
import { parseKey } from "@/lib/storage/key";
import { mostAtOnce, purge } from "@/lib/task/organise";

interface Deps {
  db: Db;
  storage: Storage;
  log: Logger;
  now: Date;
}

const dayMs = 86_400_000;

/**
 * Gives up what has been in the trash for longer than it is kept, and removes its files; run at boot and every hour. A
 * fault of the disk or the database is logged, and the next time goes on from there.
 */
export async function purgeOld(deps: Deps): Promise<void> {
  try {
    const before = new Date(deps.now.getTime() - trashKeptDays * dayMs);
    const count = await purgeTrashed(deps, before);
    if (count > 0) deps.log.info({ count }, "what had been in the trash for long was removed");
  } catch (error) {
    deps.log.warn({ err: error }, "the trash could not be emptied");
  }
}

/**
 * Gives up what was moved to the trash before a moment, then removes the files of everything given up. The rows first:
 * a crash leaves files that the next time removes, never a row that promises a file.
 * @returns how many tasks were given up.
 */
export async function purgeTrashed(
  { db, storage, now }: Omit<Deps, "log">,
  before: Date,
): Promise<number> {
  let count = 0;
  let after = -1n;
  for (;;) {
    const tasks = await db.task.findMany({
      where: { shelf: "trash", trashedAt: { lte: before }, place: { gt: after } },
      orderBy: { place: "asc" },
      take: mostAtOnce,
      select: { id: true, place: true },
    });
    const last = tasks.at(-1);
    if (!last) break;
    after = last.place;
    const ids = tasks.map(({ id }) => id);
    count += await purge(db, ids, now);
  }
  await removeFiles(db, storage);
  return count;
}

/** The row of a film that was given up names its files until they are gone. */
async function removeFiles(db: Db, storage: Storage): Promise<void> {
  for (;;) {
    const videos = await db.video.findMany({
      where: { task: { shelf: "purged" } },
      take: mostAtOnce,
      select: { taskId: true, key: true, posterKey: true },
    });
    for (const { taskId, key, posterKey } of videos) {
      for (const name of [key, posterKey]) {
        const stored = name && parseKey(name);
        if (stored) await storage.remove(stored);
      }
      await db.video.delete({ where: { taskId } });
    }
    if (videos.length < mostAtOnce) return;
  }
}
