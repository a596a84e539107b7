import type { Chunk } from "./chunks";
import type { Line, Lines, Spot } from "./lines";

/** The whole list, laid out: chunk below chunk. What was not read yet stands there as it is guessed. */
export interface Sheet {
  chunks: readonly Chunk[];
  lines: readonly Lines[];
  /** Where each chunk begins, in px; one more than there are chunks: the last is the height of all. */
  tops: readonly number[];
}

/** A picture's place in the list. */
export interface Place {
  /** Which chunk. */
  chunk: number;
  /** Which picture of it. */
  index: number;
}

/** A line as it stands in the whole list. */
export interface PlacedLine {
  chunk: number;
  line: Line;
  y: number;
}

export function sheetOf(chunks: readonly Chunk[], linesFor: (chunk: Chunk) => Lines): Sheet {
  const lines = chunks.map(linesFor);
  const tops = [0];
  for (const { height } of lines) tops.push((tops.at(-1) ?? 0) + height);
  return { chunks, lines, tops };
}

export const heightOf = ({ tops }: Sheet): number => tops.at(-1) ?? 0;

/** The first of ascending numbers that is greater than `value`; their count when none is. */
function firstAbove(count: number, at: (index: number) => number, value: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The chunk that a height of the list belongs to. */
export function chunkAt({ chunks, tops }: Sheet, y: number): number {
  const at = firstAbove(tops.length, (index) => tops[index] ?? 0, y) - 1;
  return Math.min(chunks.length - 1, Math.max(0, at));
}

/** The lines that are, at least in part, between two heights. */
export function linesBetween(sheet: Sheet, from: number, to: number): PlacedLine[] {
  const found: PlacedLine[] = [];
  for (let chunk = chunkAt(sheet, from); chunk < sheet.chunks.length; chunk++) {
    const top = sheet.tops[chunk] ?? 0;
    if (top >= to) break;
    const { lines } = sheet.lines[chunk] ?? { lines: [] };
    const bottomOf = (at: number) => top + (lines[at]?.y ?? 0) + (lines[at]?.height ?? 0);
    for (let at = firstAbove(lines.length, bottomOf, from); at < lines.length; at++) {
      const line = lines[at];
      if (!line || top + line.y >= to) break;
      found.push({ chunk, line, y: top + line.y });
    }
  }
  return found;
}

/** The line a picture stands in, and its spot there. @returns null when there is no such picture. */
export function lineOf(
  sheet: Sheet,
  { chunk, index }: Place,
): (PlacedLine & { spot: Spot }) | null {
  const { lines } = sheet.lines[chunk] ?? { lines: [] };
  for (const line of lines) {
    const spot = line.spots.find((each) => each.index === index);
    if (spot) return { chunk, line, y: (sheet.tops[chunk] ?? 0) + line.y, spot };
  }
  return null;
}

/** Where a day begins, in px. @returns null when the list does not have it. */
export function yOfDay(sheet: Sheet, day: string): number | null {
  for (const [chunk, { days }] of sheet.chunks.entries()) {
    if (!days.some((each) => each.day === day)) continue;
    const line = sheet.lines[chunk]?.lines.find(({ headings }) =>
      headings.some((heading) => heading.day === day),
    );
    if (line) return (sheet.tops[chunk] ?? 0) + line.y;
  }
  return null;
}

/** The day that a height of the list belongs to, or null where there are no days. */
export function dayAt(sheet: Sheet, y: number): string | null {
  const chunk = chunkAt(sheet, y);
  const top = sheet.tops[chunk] ?? 0;
  let day = sheet.chunks[chunk]?.days[0]?.day ?? null;
  for (const line of sheet.lines[chunk]?.lines ?? []) {
    if (top + line.y > y) break;
    day = line.headings[0]?.day ?? day;
  }
  return day;
}

const countOf = ({ lines }: Sheet, chunk: number): number => {
  const last = lines[chunk]?.lines.at(-1)?.spots.at(-1);
  return last ? last.index + 1 : 0;
};

export type Step = "left" | "right" | "up" | "down" | "first" | "last" | "pageUp" | "pageDown";

/** Where a key leads to from a picture. At the list's ends it stays. @param page the height of a screen, in px. */
export function stepFrom(sheet: Sheet, place: Place, step: Step, page: number): Place {
  switch (step) {
    case "left":
      return along(sheet, place, -1);
    case "right":
      return along(sheet, place, 1);
    case "first":
      return along(sheet, { chunk: 0, index: -1 }, 1);
    case "last":
      return along(sheet, { chunk: sheet.chunks.length, index: 0 }, -1);
    case "up":
      return across(sheet, place, -1, 0);
    case "down":
      return across(sheet, place, 1, 0);
    case "pageUp":
      return across(sheet, place, -1, page);
    case "pageDown":
      return across(sheet, place, 1, page);
  }
}

function along(sheet: Sheet, place: Place, way: 1 | -1): Place {
  let { chunk, index } = place;
  index += way;
  while (index < 0 || index >= countOf(sheet, chunk)) {
    chunk += way;
    if (chunk < 0 || chunk >= sheet.chunks.length) return clamped(sheet, place);
    index = way > 0 ? 0 : countOf(sheet, chunk) - 1;
  }
  return { chunk, index };
}

function clamped(sheet: Sheet, place: Place): Place {
  const chunk = Math.min(sheet.chunks.length - 1, Math.max(0, place.chunk));
  return { chunk, index: Math.min(countOf(sheet, chunk) - 1, Math.max(0, place.index)) };
}

/** The picture nearest to the same column, in the next line or about `distance` px farther. */
function across(sheet: Sheet, place: Place, way: 1 | -1, distance: number): Place {
  const from = lineOf(sheet, place);
  if (!from) return place;
  const middle = from.spot.x + from.spot.width / 2;
  const [low, high] = way > 0 ? [from.y + from.line.height, heightOf(sheet)] : [0, from.y];
  const wanted = way > 0 ? Math.min(high, low + distance) : Math.max(low, high - distance);
  const near = rowsNear(sheet, wanted, way).filter(({ y }) => (way > 0 ? y >= low : y < high));
  const line = near[0] ?? rowsNear(sheet, way > 0 ? high : low, way > 0 ? -1 : 1)[0];
  const beyond = line && (way > 0 ? line.y >= low : line.y < high);
  if (!line || !beyond) return place;
  const spot = line.line.spots.reduce((best, each) =>
    Math.abs(each.x + each.width / 2 - middle) < Math.abs(best.x + best.width / 2 - middle)
      ? each
      : best,
  );
  return { chunk: line.chunk, index: spot.index };
}

/** Higher than any heading and row together: what must be looked through to find the next row. */
const reach = 1_200;

/** The rows from a height on, in one direction, nearest first. */
function rowsNear(sheet: Sheet, y: number, way: 1 | -1): PlacedLine[] {
  const [from, to] = way > 0 ? [y, y + reach] : [y - reach, y];
  const rows = linesBetween(sheet, from, to).filter(({ line }) => line.spots.length > 0);
  const ahead = rows.filter((row) => (way > 0 ? row.y >= y : row.y < y));
  return way > 0 ? ahead : ahead.reverse();
}
