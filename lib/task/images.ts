import "server-only";
import type { Db, Image } from "@/lib/db";
import { sha256Of } from "@/lib/media/hash";
import { type KeptImage, readImage } from "@/lib/media/image";
import type { ImageFault } from "@/lib/media/image/fault";
import { createPlaces } from "@/lib/places";
import { ok, type Result } from "@/lib/result";
import { singleton } from "@/lib/singleton";
import type { Storage } from "@/lib/storage/contract";
import { imageKey, parseKey, thumbnailKey } from "@/lib/storage/key";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import { harmlessName } from "./image-name";
import { toImageView } from "./to-view";
import type { ImagePage, ImageView } from "./view";

/** An image as somebody hands it in. */
export interface Upload {
  bytes: Uint8Array;
  /** Whatever its sender calls it; may be empty. */
  name: string;
}

export interface ImageLibrary {
  db: Db;
  storage: Storage;
}

/**
 * Files named by their hash are shared: one of a row that is just written must not be removed with one that is just
 * deleted. Whoever writes or removes such a file together with its row does so in here.
 */
export const withImageFiles = <T>(work: () => Promise<T>): Promise<T> =>
  singleton("image-files", () => createPlaces(1))(work);

/**
 * Takes an image into the library, once: the same file, or another one of the same picture, finds the image that is
 * there, which is as good as used. Files are durable before their row says so.
 * @returns the image, or why it is none; then nothing was stored.
 */
export async function keepImage(
  library: ImageLibrary,
  upload: Upload,
  now: Date,
): Promise<Result<{ image: ImageView; isNew: boolean }, ImageFault>> {
  const sourceSha256 = sha256Of(upload.bytes);
  const known = await library.db.image.findUnique({ where: { sourceSha256 } });
  if (known && (await isStored(library, known))) return ok(await used(library, known, now));
  const read = await readImage(upload.bytes);
  if (!read.ok) return read;
  const row = { ...rowOf(read.value), sourceSha256, name: harmlessName(upload.name) };
  return ok(
    await withImageFiles(async () => {
      await library.storage.put(row.key, read.value.bytes);
      await library.storage.put(row.thumbnailKey, read.value.thumbnail);
      return record(library, { ...row, createdAt: now, usedAt: now });
    }),
  );
}

async function isStored({ storage }: ImageLibrary, image: Image): Promise<boolean> {
  for (const name of [image.key, image.thumbnailKey]) {
    const key = parseKey(name);
    if (!key || !(await storage.stat(key))) return false;
  }
  return true;
}

async function used({ db }: ImageLibrary, { id }: Image, now: Date) {
  const image = await db.image.update({ where: { id }, data: { usedAt: now } });
  return { image: toImageView(image), isNew: false };
}

function rowOf({ bytes, mime, width, height }: KeptImage) {
  const sha256 = sha256Of(bytes);
  const key = imageKey(sha256, mime === "image/png" ? "png" : "jpg");
  return {
    ...{ sha256, key, thumbnailKey: thumbnailKey(sha256) },
    ...{ mime, width, height, bytes: bytes.byteLength },
  };
}

async function record(library: ImageLibrary, row: Omit<Image, "id">) {
  const { sha256, sourceSha256, usedAt } = row;
  const twin = () => library.db.image.findFirst({ where: { OR: [{ sha256 }, { sourceSha256 }] } });
  const known = await twin();
  if (known) return used(library, known, usedAt);
  try {
    return { image: toImageView(await library.db.image.create({ data: row })), isNew: true };
  } catch (error) {
    // Another process took the same image at this instant: the unique hashes let one through.
    const winner = await twin();
    if (winner) return used(library, winner, usedAt);
    throw error;
  }
}

/** One page of the library, newest used first. @throws RangeError for a cursor that is not one of ours: refuse it at the border. */
export async function listImages(
  db: Db,
  { limit = 24, cursor }: { limit?: number; cursor?: string | undefined } = {},
): Promise<ImagePage> {
  const after = cursor === undefined ? null : decodeCursor(cursor);
  if (cursor !== undefined && !after) throw new RangeError("not a cursor of this list");
  const rows = await db.image.findMany({
    where: after ? usedBefore(after) : {},
    orderBy: [{ usedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? { createdAt: last.usedAt, id: last.id } : null;
  return { images: page.map(toImageView), nextCursor: next && encodeCursor(next) };
}

/** One image of the library; null when there is none of this id. */
export async function getImage(db: Db, id: string): Promise<ImageView | null> {
  const image = await db.image.findUnique({ where: { id } });
  return image && toImageView(image);
}

/** The bounded keyset form (DESIGN "Data"); a cursor of this list holds the time of use. */
const usedBefore = ({ createdAt: usedAt, id }: Cursor) => ({
  usedAt: { lte: usedAt },
  OR: [{ usedAt: { lt: usedAt } }, { id: { lt: id } }],
});

/**
 * Forgets an image that no task needs, with the references that were cut from it and led to no task. The files go after
 * the rows: what a crash leaves of them, the sweep removes.
 * @returns why not, or null when it is gone.
 */
export async function deleteImage(
  { db, storage }: ImageLibrary,
  id: string,
): Promise<"notFound" | "inUse" | null> {
  return withImageFiles(async () => {
    const keys = await db.$transaction(async (tx) => {
      const image = await tx.image.findUnique({ where: { id }, include: { references: true } });
      if (!image) return "notFound";
      if ((await tx.task.count({ where: { reference: { imageId: id } } })) > 0) return "inUse";
      await tx.reference.deleteMany({ where: { imageId: id } });
      await tx.image.delete({ where: { id } });
      return [image.key, image.thumbnailKey, ...image.references.map(({ key }) => key)];
    });
    if (typeof keys === "string") return keys;
    await Promise.allSettled(keys.flatMap((key) => parseKey(key) ?? []).map(storage.remove));
    return null;
  });
}
