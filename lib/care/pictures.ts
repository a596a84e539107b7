import "server-only";
import type { Db } from "@/lib/db";
import type { Storage, StorageKey } from "@/lib/storage/contract";
import { parseKey } from "@/lib/storage/key";
import { withImageFiles } from "@/lib/task/images";
import { batches } from "./batches";
import { underWayMs } from "./under-way";

interface Deps {
  db: Db;
  storage: Storage;
  now: Date;
}

/** Which of these keys a row of an image or a reference names. */
export async function namedPictures(db: Db, keys: StorageKey[]): Promise<Set<string>> {
  const among = { in: keys };
  const images = await db.image.findMany({
    where: { OR: [{ key: among }, { thumbnailKey: among }] },
    select: { key: true, thumbnailKey: true },
  });
  const references = await db.reference.findMany({
    where: { key: among },
    select: { key: true },
  });
  return new Set([
    ...images.flatMap(({ key, thumbnailKey }) => [key, thumbnailKey]),
    ...references.map(({ key }) => key),
  ]);
}

/** What was made from an image, and can be made from it again. */
export const isDerived = (key: string): boolean => /^(?:references|thumbnails)\//.test(key);

/**
 * Thumbnails and references that no row names: of a press that was refused, of an image that was deleted, of a crash.
 * Images themselves are never among them: somebody gave those, and a row may come back with a backup.
 */
export async function* unnamedPictures({ db, storage, now }: Deps): AsyncGenerator<StorageKey> {
  for await (const keys of batches(derivedIn(storage))) {
    const named = await namedPictures(db, keys);
    for (const key of keys.filter((each) => !named.has(each))) {
      const stored = await storage.stat(key);
      if (stored && now.getTime() - stored.modifiedAt.getTime() > underWayMs) yield key;
    }
  }
}

async function* derivedIn(storage: Storage): AsyncGenerator<StorageKey> {
  for await (const file of storage.list()) {
    if (file.kind === "object" && isDerived(file.key)) yield file.key;
  }
}

/** Forgets references that no task begins with any more, row before file. @returns how many. */
export async function forgetUnused({ db, storage, now }: Deps, most: number): Promise<number> {
  const unused = { tasks: { none: {} }, createdAt: { lt: new Date(now.getTime() - underWayMs) } };
  const references = await db.reference.findMany({ where: unused, take: most });
  for (const { id, key: name } of references) {
    await withImageFiles(async () => {
      const { count } = await db.reference.deleteMany({ where: { id, ...unused } });
      const key = parseKey(name);
      if (count === 1 && key) await storage.remove(key);
    });
  }
  return references.length;
}
