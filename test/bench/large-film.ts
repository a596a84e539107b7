import { createCipheriv, createHash } from "node:crypto";
import { makeFilm } from "../support/film";

/** A film of any length that nobody has to hold in memory: a real, small one, and a `free` box of noise behind it. */
export interface LargeFilm {
  bytes: number;
  sha256: string;
  /** From `start` on, piece by piece. */
  read(start: number): Generator<Buffer>;
}

const pieceBytes = 256 * 1024;
const blockBytes = 16;

export async function largeFilms(count: number, bytes: number): Promise<LargeFilm[]> {
  const film = await makeFilm({ width: 1280, height: 720, frames: 4, frameRate: 1 });
  return Array.from({ length: count }, (_, index) => largeFilm(film, bytes, `film ${index}`));
}

function largeFilm(film: Buffer, bytes: number, seed: string): LargeFilm {
  const box = Buffer.alloc(8);
  box.writeUInt32BE(bytes - film.length);
  box.write("free", 4, "latin1");
  const head = Buffer.concat([film, box]);
  const key = createHash("sha256").update(seed).digest();
  const read = function* (start: number) {
    if (start < head.length) yield head.subarray(start);
    for (let at = Math.max(start, head.length); at < bytes; at += pieceBytes) {
      yield noise(key, at - head.length, Math.min(pieceBytes, bytes - at));
    }
  };
  return { bytes, read, sha256: hashOf(read(0)) };
}

/** A stretch of a stream cipher's key stream: the same wherever one begins to read. */
function noise(key: Buffer, offset: number, length: number): Buffer {
  const counter = Buffer.alloc(blockBytes);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / blockBytes)), 8);
  const skipped = offset % blockBytes;
  const cipher = createCipheriv("aes-256-ctr", key, counter);
  return cipher.update(Buffer.alloc(skipped + length)).subarray(skipped);
}

function hashOf(pieces: Iterable<Buffer>): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}
