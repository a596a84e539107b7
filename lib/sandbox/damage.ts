import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { Serving } from "./bytes";
import { gatewayPage } from "./refusals";

type Damage = (film: Uint8Array) => Partial<Serving>;

const text = (body: unknown, type: string): Partial<Serving> => ({
  bytes: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
  type,
});

/** Finds a box of the outermost level by its four-letter name. @returns where its header begins, or -1. */
function findBox(film: Uint8Array, name: string): number {
  const view = new DataView(film.buffer, film.byteOffset, film.byteLength);
  for (let at = 0; at + 8 <= film.length; at += Math.max(8, view.getUint32(at))) {
    if (Buffer.from(film.subarray(at + 4, at + 8)).toString("latin1") === name) return at;
  }
  return -1;
}

/** A copy with the header of one box changed. */
function rewriteBox(film: Uint8Array, name: string, write: (header: DataView) => void): Uint8Array {
  const copy = film.slice();
  const at = findBox(copy, name);
  if (at >= 0) write(new DataView(copy.buffer, at, 8));
  return copy;
}

const free = 0x66726565;

/** Always the same for the same film, so that a resumed download fits what came before. */
function noiseLike(film: Uint8Array): Uint8Array {
  const seed = createHash("sha512").update(film).digest();
  return film.map((_, index) => (seed[index % seed.length] ?? 0) ^ (index >> 6));
}

/** How a film may arrive other than as it was made. */
export const damage = {
  page: () => text(gatewayPage(502, "Bad Gateway").body, "text/html; charset=utf-8"),
  json: () => text({ error: { message: "upstream error", code: null } }, "application/json"),
  noise: (film) => ({ bytes: noiseLike(film) }),
  withoutIndex: (film) => ({
    bytes: rewriteBox(film, "moov", (header) => header.setUint32(4, free)),
  }),
  lyingBoxes: (film) => ({
    bytes: rewriteBox(film, "mdat", (header) =>
      header.setUint32(0, header.getUint32(0) + 1_000_000),
    ),
  }),
  truncated: (film) => ({ bytes: film.subarray(0, Math.floor(film.length * 0.6)) }),
  short: () => ({ omit: 1000 }),
  long: () => ({ omit: -1000 }),
  cut: (film) => ({ cutAfter: Math.ceil(film.length / 3) }),
  stall: (film) => ({ stallAfter: Math.floor(film.length / 2) }),
  ignoreRange: () => ({ ignoreRange: true }),
  shiftRange: () => ({ shift: 1000 }),
  newEtag: () => ({ etag: `"${randomUUID()}"` }),
} satisfies Record<string, Damage>;
