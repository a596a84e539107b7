import { z } from "zod";
import { readBounded } from "@/lib/access/body";
import { answer, json, refuse } from "@/lib/access/route";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import type { ImageFault } from "@/lib/media/image/fault";
import { maxImageBytes } from "@/lib/media/image/limits";
import { createPlaces } from "@/lib/places";
import { singleton } from "@/lib/singleton";
import { storage } from "@/lib/storage/select";
import { decodeCursor } from "@/lib/task/cursor";
import { keepImage, listImages } from "@/lib/task/images";

const query = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z
    .string()
    .refine((text) => decodeCursor(text) !== null)
    .optional(),
});

/** `GET /api/images?limit=&cursor=`: one page of the image library, newest used first. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (parsed.success) return json(await listImages(db(), parsed.data));
    return refuse(400, {
      code: "malformed",
      field: String(parsed.error.issues[0]?.path[0]),
    });
  });
}

/**
 * `POST /api/images`: takes the raw body as an image; its name comes percent-encoded in `X-File-Name`. What it is, is
 * told by its content alone. Answers 201 with an `ImageView`, or 200 when the image was there already.
 */
export async function POST(request: Request): Promise<Response> {
  return answer(request, () => inTurn(() => take(request)), "make");
}

/** Two at once, from the first byte on: ten uploads must not take ten times the memory. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  singleton("image-uploads", () => createPlaces(2))(work);

async function take(request: Request): Promise<Response> {
  const announced = Number(request.headers.get("content-length"));
  const bytes = announced > maxImageBytes ? null : await readBounded(request, maxImageBytes);
  if (!bytes) return refuseImage(tooHeavy(announced));
  const upload = { bytes, name: fileNameOf(request.headers) };
  const kept = await keepImage({ db: db(), storage: storage() }, upload, systemClock.now());
  if (!kept.ok) return refuseImage(kept.error);
  return json(kept.value.image, kept.value.isNew ? 201 : 200);
}

const tooHeavy = (announced: number): ImageFault => ({
  code: "tooHeavy",
  values: { most: maxImageBytes, bytes: Math.max(announced || 0, maxImageBytes + 1) },
});

const statuses: Readonly<Record<ImageFault["code"], number>> = {
  tooHeavy: 413,
  tooManyPixels: 413,
  notAnImage: 415,
  vector: 415,
  unsupported: 415,
  empty: 422,
  tooSmall: 422,
  tooNarrow: 422,
  damaged: 422,
};

const refuseImage = (fault: ImageFault): Response => refuse(statuses[fault.code], fault);

/** A header holds Latin-1 only, hence the encoding. What cannot be decoded is no name. */
function fileNameOf(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get("x-file-name") ?? "");
  } catch {
    return "";
  }
}
