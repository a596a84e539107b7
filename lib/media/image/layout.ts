import type { Framing, Pixels } from "@/lib/framing";

/** A rectangle of whole pixels. */
export interface Box extends Pixels {
  left: number;
  top: number;
}

/** How a framing is carried out in whole pixels. */
export interface Layout {
  /** What is read of the image: what is seen, and a little around it, so that the edges are as sharp as the rest. */
  box: Box;
  /** What that is enlarged or made smaller to. */
  scaled: Pixels;
  /** What of that is seen. */
  within: Box;
  /** Where it stands in the result. */
  at: { left: number; top: number };
}

/** Carries a framing over to whole pixels, each axis by itself; right to half a pixel of the result. */
export function layOut(framing: Framing, image: Pixels, size: Pixels): Layout {
  const across = alongAxis(framing.x, framing.width, image.width, size.width);
  const down = alongAxis(framing.y, framing.height, image.height, size.height);
  return {
    box: { left: across.first, top: down.first, width: across.read, height: down.read },
    scaled: { width: across.scaled, height: down.scaled },
    within: { left: across.skip, top: down.skip, width: across.seen, height: down.seen },
    at: { left: across.at, top: down.at },
  };
}

/** Pixels of the result that a kernel looks around itself. */
const reach = 3;

function alongAxis(start: number, length: number, room: number, target: number) {
  const [from, to] = snapped(start, start + length, room);
  const scale = target / (to - from);
  const inResult = (place: number) => Math.round((place - from) * scale);
  const at = clamp(inResult(Math.max(from, 0)), 0, target - 1);
  const seen = clamp(inResult(Math.min(to, room)), at + 1, target) - at;

  const margin = Math.ceil(reach / Math.min(scale, 1));
  const first = clamp(Math.floor(from) - margin, 0, room - 1);
  const read = clamp(Math.ceil(to) + margin, first + 1, room) - first;
  const scaled = Math.max(seen, Math.round(read * scale));
  const skip = clamp(Math.round((from - first) * scale) + at, 0, scaled - seen);
  return { first, read, scaled, skip, seen, at };
}

/** An edge that passes the image's by rounding lies on it, or a hair of a bar would show (`hasBars`). */
const snapped = (from: number, to: number, room: number): [number, number] => [
  from < 0 && from >= -0.5 ? 0 : from,
  to > room && to <= room + 0.5 ? room : to,
];

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));
