import "server-only";
import type { Limits } from "@/lib/catalogue/types";
import type { Image, Prisma, Tx } from "@/lib/db";
import { canCut, pixelsOf } from "@/lib/framing";
import { sha256Of } from "@/lib/media/hash";
import { cutImage } from "@/lib/media/image/cut";
import { err, ok, type Result } from "@/lib/result";
import type { Storage, StorageKey } from "@/lib/storage/contract";
import { parseKey, referenceKey } from "@/lib/storage/key";
import { readWhole } from "@/lib/storage/whole";
import { type ImageLibrary, withImageFiles } from "./images";
import type { InputFault, ReferenceInput } from "./input";

/** An image cut to a film's size, before it is recorded. */
export interface NewReference {
  row: Omit<Prisma.ReferenceUncheckedCreateInput, "id" | "createdAt"> & { key: StorageKey };
  bytes: Uint8Array;
}

/**
 * Cuts the image of a press of Generate to exactly the asked pixels, as its channel takes it. Nothing is written.
 * @param size "1280x720", of the catalogue.
 * @returns why it cannot be sent.
 */
export async function cutReference(
  library: ImageLibrary,
  { imageId, framing }: ReferenceInput,
  size: string,
  limits: Limits["image"],
): Promise<Result<NewReference, InputFault>> {
  const image = await library.db.image.findUnique({ where: { id: imageId } });
  if (!image) return refuse("imageGone");
  const target = pixelsOf(size);
  if (!canCut(framing, image, target)) return refuse("imageFraming");
  const bytes = await keptBytes(library, image);
  if (!bytes) return refuse("imageGone");
  const cut = await cutImage(bytes, { framing, size: target, ...limits });
  if (!cut) return refuse("imageTooHeavy", { most: limits.maxBytes / 1e6 });
  const sha256 = sha256Of(cut.bytes);
  const key = referenceKey(sha256, cut.mime === "image/png" ? "png" : "jpg");
  const { mime, width, height } = cut;
  return ok({
    row: {
      ...{ imageId, framing: { ...framing }, sha256, key },
      ...{ mime, width, height, bytes: cut.bytes.byteLength },
    },
    bytes: cut.bytes,
  });
}

const refuse = (code: InputFault["code"], values?: InputFault["values"]) =>
  err<InputFault>({ field: "reference", code, ...(values && { values }) });

/** @returns null when the file is not there, or is not what was kept. */
async function keptBytes({ storage }: ImageLibrary, { key: name, sha256 }: Image) {
  const key = parseKey(name);
  const bytes = key && (await readWhole(storage, key));
  return bytes && sha256Of(bytes) === sha256 ? bytes : null;
}

/**
 * Puts the files of references in storage, then lets their rows be written: in this order, and while nobody removes
 * files that look alike.
 */
export async function keepReferences<T>(
  storage: Storage,
  references: readonly (NewReference | null)[],
  write: () => Promise<T>,
): Promise<T> {
  const files = references.filter((reference) => reference !== null);
  if (files.length === 0) return write();
  return withImageFiles(async () => {
    for (const { row, bytes } of files) await storage.put(row.key, bytes);
    return write();
  });
}

/** The image was deleted while it was cut. Nothing was recorded. */
export class ImageGoneError extends Error {
  override name = "ImageGoneError";
}

/**
 * Records a reference once by its hash, in the transaction of the tasks that use it; its file is durable already.
 * @returns its id.
 * @throws ImageGoneError
 */
export async function recordReference(
  tx: Tx,
  row: NewReference["row"],
  now: Date,
): Promise<string> {
  const { count } = await tx.image.updateMany({
    where: { id: row.imageId },
    data: { usedAt: now },
  });
  if (count !== 1) throw new ImageGoneError(`image ${row.imageId} is gone`);
  const { id } = await tx.reference.upsert({
    where: { sha256: row.sha256 },
    create: { ...row, createdAt: now },
    update: {},
    select: { id: true },
  });
  return id;
}
