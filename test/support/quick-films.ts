import { createCipheriv, createHash } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import type { FilmMaker } from "@/lib/sandbox/film/maker";
import { makeFilm } from "./film";

/**
 * Films for tests that look at bytes and not at pictures: one frame a second of a single colour, filled up with noise
 * that no other film has, so that bytes of two films cannot be joined unnoticed.
 * @param bytes how long each file is.
 */
export function quickFilms(bytes = 24_000): FilmMaker {
  return async ({ width, height, seconds, seed }, file) => {
    await writeFile(`${file}.tmp`, filledUp(await plainFilm(width, height, seconds), bytes, seed));
    await rename(`${file}.tmp`, file);
  };
}

const made = new Map<string, Promise<Buffer>>();

function plainFilm(width: number, height: number, seconds: number): Promise<Buffer> {
  const name = `${width}x${height} ${seconds}`;
  const film = made.get(name) ?? makeFilm({ width, height, frames: seconds, frameRate: 1 });
  made.set(name, film);
  return film;
}

const boxHeader = 8;

/** A film with a `free` box of noise at its end, which every reader skips (ISO/IEC 14496-12, 8.1.2). */
export function filledUp(film: Buffer, bytes: number, seed: string): Buffer {
  const box = Buffer.alloc(bytes - film.length);
  if (box.length < boxHeader) throw new Error(`the film alone has ${film.length} bytes`);
  box.writeUInt32BE(box.length);
  box.write("free", 4, "latin1");
  noise(seed, box.length - boxHeader).copy(box, boxHeader);
  return Buffer.concat([film, box]);
}

/** Bytes that nobody can compress or mistake for others, the same for the same seed. */
function noise(seed: string, bytes: number): Buffer {
  const key = createHash("sha256").update(seed).digest();
  return createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
