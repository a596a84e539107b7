import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/**
 * Reads a file once, in pieces: its SHA-256 in lower-case hex, and how many bytes were hashed.
 * @throws what the file system throws.
 */
export async function sha256OfFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** SHA-256 of bytes at hand, in lower-case hex. */
export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
