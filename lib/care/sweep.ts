import "server-only";
import type { Logger } from "pino";
import type { Db } from "@/lib/db";
import type { Leftover, Storage, StoredFile } from "@/lib/storage/contract";
import { taskIdOf } from "@/lib/storage/key";
import { liveStatuses } from "@/lib/task/status";
import { batches } from "./batches";
import { forgetUnused, unnamedPictures } from "./pictures";
import { underWayMs } from "./under-way";

/** What remains is removed at the next start, so that a start stays quick whatever has happened. */
const mostRemoved = 1_000;

/**
 * Removes what crashes have left in the storage (FAULTS 43, 44); run at boot, before the worker. It gives room back,
 * nothing depends on it: a fault of the disk or the database is logged and never stops the studio.
 */
export async function sweep(deps: {
  db: Db;
  storage: Storage;
  log: Logger;
  now: Date;
}): Promise<void> {
  let removed = 0;
  try {
    for await (const leftover of leftovers(deps)) {
      await deps.storage.discard(leftover);
      if (++removed === mostRemoved) break;
    }
    removed += await forgetUnused(deps, mostRemoved);
    for await (const key of unnamedPictures(deps)) {
      if (removed++ >= mostRemoved) break;
      await deps.storage.remove(key);
    }
  } catch (error) {
    deps.log.warn({ err: error }, "leftovers of a crash could not be removed");
  }
  if (removed > 0) deps.log.info({ removed }, "leftovers of a crash were removed");
}

/**
 * What no write will come back to: parts whose task is settled or unknown, and old drafts. A live task's part stays:
 * its download goes on from there.
 */
export async function* leftovers(deps: {
  db: Db;
  storage: Storage;
  now: Date;
}): AsyncGenerator<Leftover> {
  for await (const files of batches(leftoversIn(deps.storage))) {
    const live = await liveAmong(deps.db, files);
    for (const file of files) {
      const taskId = file.kind === "part" ? taskIdOf(file.key) : null;
      const age = deps.now.getTime() - file.modifiedAt.getTime();
      if (taskId ? !live.has(taskId) : age > underWayMs) yield file;
    }
  }
}

async function* leftoversIn(storage: Storage): AsyncGenerator<Leftover> {
  for await (const file of storage.list()) if (isLeftover(file)) yield file;
}

const isLeftover = (file: StoredFile): file is Leftover =>
  file.kind === "part" || file.kind === "draft";

async function liveAmong(db: Db, files: Leftover[]): Promise<Set<string>> {
  const ids = files.flatMap((file) => taskIdOf(file.key) ?? []);
  const live = await db.task.findMany({
    where: { id: { in: ids }, status: { in: liveStatuses } },
    select: { id: true },
  });
  return new Set(live.map((task) => task.id));
}
