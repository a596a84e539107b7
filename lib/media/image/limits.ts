import type { Metadata } from "sharp";
import { err, ok, type Result } from "@/lib/result";
import type { ImageFault } from "./fault";
import type { ImageKind } from "./kind";

/** The weight of an upload, in bytes. */
export const maxImageBytes = 25_000_000;
/** What a telephone of today makes at its largest. */
export const maxMegapixels = 50;
/** In pixels of the shorter side: less shows nothing in a film. */
export const leastSide = 64;
/** One side this many times the other is a strip, not a picture. */
const longest = 10;

/** Memory, in bytes, that reading one image may take beside what comes out of it. */
const budget = 150_000_000;

/** What the header tells of an image; nothing is decoded for it. */
type Header = Pick<
  Metadata,
  "width" | "height" | "autoOrient" | "isProgressive" | "channels" | "depth" | "size"
>;

/** Refuses by its header what would be no use as an image, or too much work: before any of it is decoded. */
export function checkHeader(kind: ImageKind, header: Header): Result<null, ImageFault> {
  const { width, height } = header;
  if (isHollow(kind, header)) return err({ code: "damaged" });
  if (Math.min(width, height) < leastSide) {
    return err({ code: "tooSmall", values: { least: leastSide } });
  }
  if (Math.max(width, height) > longest * Math.min(width, height))
    return err({ code: "tooNarrow" });
  if (isFlat(kind, header)) return err({ code: "tooManyPixels", values: { most: mostFlat } });
  const perPixel = heldPerPixel(kind, header);
  const most = Math.min(maxMegapixels, Math.floor(budget / perPixel / 100_000) / 10);
  if (width * height > most * 1e6) return err({ code: "tooManyPixels", values: { most } });
  return ok(null);
}

/** A JPEG in rows spends at least two bits on a block of 64 pixels: with fewer it promises what it does not hold. */
const isHollow = (kind: ImageKind, { isProgressive, width, height, size = 0 }: Header): boolean =>
  kind === "jpeg" && !isProgressive && width * height > size * 256;

/** Megapixels that may come at hundreds to a byte: a large blank sheet is work for nothing. */
const mostFlat = 12;

const isFlat = (kind: ImageKind, { width, height, size = 0 }: Header): boolean =>
  kind === "png" && width * height > Math.max(mostFlat * 1e6, size * 150);

/** A progressive JPEG of a camera has about ten passes over the whole picture. */
const mostScans = 100;

/** Whether a JPEG asks for pass after pass: small as a file, endless as work. Markers stand nowhere in what they encode. */
export function hasManyScans(kind: ImageKind, bytes: Uint8Array): boolean {
  if (kind !== "jpeg") return false;
  const [image, startOfScan] = [
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    "\xff\xda",
  ];
  let scans = 0;
  for (let at = image.indexOf(startOfScan, 0, "latin1"); at >= 0 && scans <= mostScans; scans++) {
    at = image.indexOf(startOfScan, at + 2, "latin1");
  }
  return scans > mostScans;
}

/**
 * Bytes that a decoder holds for every pixel. What is stored row by row is read row by row, in next to no memory; the
 * rest is held whole: as measured with `test/bench/images.ts`.
 */
function heldPerPixel(kind: ImageKind, header: Header): number {
  // Only an upright image can be passed on row by row.
  const turned = header.autoOrient.width !== header.width ? 3 : 0;
  return decoderHolds(kind, header) + turned;
}

function decoderHolds(kind: ImageKind, { isProgressive, channels, depth }: Header): number {
  switch (kind) {
    case "jpeg":
      return isProgressive ? 2 * channels : 0;
    case "png":
      return isProgressive ? channels * (depth === "ushort" ? 2 : 1) : 0;
    case "gif":
      return 6;
    case "webp":
      return 8;
    case "avif":
      return 18;
  }
}
