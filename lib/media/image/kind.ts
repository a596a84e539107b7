import { err, ok, type Result } from "@/lib/result";
import type { ImageFault } from "./fault";

/** What an image may come as. */
export type ImageKind = "png" | "jpeg" | "webp" | "gif" | "avif";

/** First bytes as Latin-1; a "?" stands for any byte. */
const taken: readonly [magic: string, ImageKind][] = [
  ["\x89PNG\r\n\x1a\n", "png"],
  ["\xff\xd8\xff", "jpeg"],
  ["RIFF????WEBP", "webp"],
  ["GIF87a", "gif"],
  ["GIF89a", "gif"],
];

/** Pictures that people have and that are not taken, so that they can be told which it is. */
const refused: readonly [magic: string, name: string][] = [
  ["II*\0", "TIFF"],
  ["II+\0", "TIFF"],
  ["MM\0*", "TIFF"],
  ["MM\0+", "TIFF"],
  ["BM????\0\0\0\0", "BMP"],
  ["\0\0\x01\0", "ICO"],
  ["8BPS", "PSD"],
  ["\xff\x0a", "JPEG XL"],
  ["\0\0\0\x0cJXL ", "JPEG XL"],
  ["\0\0\0\x0cjP  ", "JPEG 2000"],
  ["%PDF-", "PDF"],
];

const begins = (head: string, magic: string): boolean =>
  [...magic].every((byte, at) => byte === "?" || byte === head[at]);

/** Tells an image by its first bytes, never by its name or what the sender calls it. */
export function kindOf(bytes: Uint8Array): Result<ImageKind, ImageFault> {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const kind = taken.find(([magic]) => begins(head, magic))?.[1];
  if (kind) return ok(kind);
  const boxed = kindInBoxes(head);
  if (boxed) return boxed;
  const name = refused.find(([magic]) => begins(head, magic))?.[1];
  if (name) return err({ code: "unsupported", values: { kind: name } });
  return err({ code: isVector(head) ? "vector" : "notAnImage" });
}

/** AVIF and HEIC share a container and name themselves in its first box (ISO 14496-12, 4.3). */
function kindInBoxes(head: string): Result<ImageKind, ImageFault> | null {
  if (head.slice(4, 8) !== "ftyp") return null;
  const length = Math.min(Buffer.from(head.slice(0, 4), "latin1").readUInt32BE(), 256);
  const brands = head.slice(8, length).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => /^avi[fs]$/.test(brand))) return ok("avif");
  const isHeic = brands.some((brand) => /^(?:he[iv][cxms]|mif1|msf1)$/.test(brand));
  return isHeic ? err({ code: "unsupported", values: { kind: "HEIC" } }) : null;
}

const isVector = (head: string): boolean =>
  head.startsWith("%!PS") || (/^(?:\xef\xbb\xbf)?\s*</.test(head) && /<svg[\s/>]/i.test(head));
