import "server-only";
import sharp, { type Metadata } from "sharp";
import { err, ok, type Result } from "@/lib/result";
import type { ImageFault } from "./image/fault";
import { type ImageKind, kindOf } from "./image/kind";
import { checkHeader, hasManyScans, maxImageBytes, maxMegapixels } from "./image/limits";

/** An image as it is kept: upright, opaque, 8-bit sRGB, without metadata. */
export interface KeptImage {
  bytes: Buffer;
  mime: "image/png" | "image/jpeg";
  width: number;
  height: number;
  /** WebP, at most 320 pixels on the longer side. */
  thumbnail: Buffer;
}

const thumbnailSide = 320;
/** Drawings stay as they are while that is cheap; what is larger is a photograph in a costly dress. */
const losslessUpTo = { bytes: 8_000_000, pixels: 12_000_000 };
/** Behind what is transparent: a film has nothing there either, and a preview shows the same as what is sent. */
const paper = "#ffffff";
const patienceSeconds = 30;

// Of images that come once a cache would only keep the memory.
sharp.cache(false);

/**
 * Makes what somebody hands in an image of ours. It is told by its content, refused by its header where it can be, and
 * encoded anew: what else lay in the file (places, thumbnails, scripts, a second document) does not come along. Of an
 * animation it is the first frame.
 * @returns why not, where the bytes are no image that is taken; never throws for what they hold.
 */
export async function readImage(bytes: Uint8Array): Promise<Result<KeptImage, ImageFault>> {
  if (bytes.byteLength === 0) return err({ code: "empty" });
  if (bytes.byteLength > maxImageBytes) {
    return err({ code: "tooHeavy", values: { most: maxImageBytes, bytes: bytes.byteLength } });
  }
  const kind = kindOf(bytes);
  if (!kind.ok) return kind;
  try {
    if (hasManyScans(kind.value, bytes)) return err({ code: "damaged" });
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!isOf(kind.value, header)) return err({ code: "damaged" });
    const allowed = checkHeader(kind.value, header);
    if (!allowed.ok) return allowed;
    return ok(await normalise(bytes, isLossless(kind.value, bytes, header)));
  } catch {
    return err({ code: "damaged" });
  }
}

/** Whether the decoder that will read it sees the same kind as we do. */
const isOf = (kind: ImageKind, { format, compression }: Metadata): boolean =>
  kind === "avif" ? format === "heif" && compression === "av1" : format === kind;

const isLossless = (kind: ImageKind, bytes: Uint8Array, { width, height }: Metadata) =>
  (kind === "png" || kind === "gif") &&
  bytes.byteLength <= losslessUpTo.bytes &&
  width * height <= losslessUpTo.pixels;

async function normalise(image: Uint8Array, lossless: boolean): Promise<KeptImage> {
  const upright = sharp(image, {
    failOn: "error",
    limitInputPixels: maxMegapixels * 1e6,
    sequentialRead: true,
  })
    .timeout({ seconds: patienceSeconds })
    .autoOrient()
    .flatten({ background: paper })
    .toColourspace("srgb");
  const encoded = lossless ? upright.png() : upright.jpeg(asKept);
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    mime: lossless ? "image/png" : "image/jpeg",
    ...{ width: info.width, height: info.height },
    thumbnail: await thumbnailOf(data),
  };
}

/** Every colour kept: it will be cut, and encoded once more. Without the optimising pass it is written row by row. */
const asKept = { quality: 92, chromaSubsampling: "4:4:4", optimiseCoding: false };

/** The thumbnail of an image as it is kept. From our own file: what came from outside is decoded once. */
export const thumbnailOf = (image: Uint8Array): Promise<Buffer> =>
  sharp(image)
    .resize({
      ...{ width: thumbnailSide, height: thumbnailSide },
      ...{ fit: "inside", withoutEnlargement: true },
    })
    .webp({ quality: 80 })
    .toBuffer();
