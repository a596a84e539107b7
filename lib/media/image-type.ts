/** The images we take from outside. */
export type ImageType = "png" | "jpeg" | "webp";

/** Tells an image by its first bytes, never by its name; null for everything that we do not take. */
export function sniffImage(bytes: Uint8Array): ImageType | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("RIFF") && head.endsWith("WEBP")) return "webp";
  return null;
}
