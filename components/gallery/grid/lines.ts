import type { Chunk } from "./chunks";
import { rowsOf } from "./rows";

/** All that decides where a picture stands. In px. */
export interface Metrics {
  width: number;
  /** The wanted height of a row. */
  target: number;
  gap: number;
  /** A line of headings, its distance to what is above included. 0: days are not told apart. */
  heading: number;
  /** Between days that share a line. */
  dayGap: number;
}

/** The pictures of one day, by their shapes. */
export interface Group {
  day: string | null;
  aspects: readonly number[];
}

export interface Heading {
  day: string;
  x: number;
  width: number;
}

export interface Spot {
  /** Of the picture within its chunk. */
  index: number;
  x: number;
  width: number;
}

/** A line of the grid: either the headings of the days below, or pictures. */
export interface Line {
  /** From the top of the chunk. */
  y: number;
  height: number;
  headings: readonly Heading[];
  spots: readonly Spot[];
}

export interface Lines {
  lines: readonly Line[];
  height: number;
}

/** What is known of a chunk before it is read: how many there are on each day, and how wide they are together. */
export const guessedGroups = ({ days }: Chunk): Group[] =>
  days.map(({ day, count, aspects }) => ({
    day,
    aspects: Array<number>(count).fill(aspects > 0 ? aspects / count : 16 / 9),
  }));

/**
 * Lays a chunk out: a heading for each day, its pictures in justified rows below. Short days share a line, side by side.
 */
export function linesOf(
  groups: readonly Group[],
  metrics: Metrics,
  { open, part }: Pick<Chunk, "open" | "part">,
): Lines {
  const lines: Line[] = [];
  let y = 0;
  let index = 0;
  const add = (height: number, gap: number, parts: Partial<Line>) => {
    lines.push({ y, height, headings: [], spots: [], ...parts });
    y += height + gap;
  };
  for (const band of bandsOf(groups, metrics)) {
    if (metrics.heading > 0 && part === 0) {
      const headings = band.flatMap(({ group, x, width }) =>
        group.day === null ? [] : { day: group.day, x, width },
      );
      add(metrics.heading, 0, { headings });
    }
    const rows = band.length > 1 ? sharedRow(band, metrics) : ownRows(band[0], metrics, open);
    for (const { height, spots } of rows) {
      const placed = spots.map((spot) => ({ ...spot, index: index + spot.index }));
      add(height, metrics.gap, { spots: placed });
    }
    index += band.reduce((sum, { group }) => sum + group.aspects.length, 0);
  }
  return { lines, height: y };
}

/** A day's place in a line that it may share. */
interface Placed {
  group: Group;
  x: number;
  width: number;
}

/** Days in the lines they stand in: together as long as all their pictures fit side by side. */
function bandsOf(groups: readonly Group[], { width, target, gap, heading, dayGap }: Metrics) {
  const bands: Placed[][] = [];
  let edge = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    if (group.aspects.length === 0) continue;
    const natural = group.aspects.reduce(
      (sum, aspect) => sum + Math.round(aspect * target),
      gap * (group.aspects.length - 1),
    );
    const own = Math.max(natural, Math.min(leastHeading, width));
    const shares = heading > 0 && edge + dayGap + own <= width;
    const x = shares ? edge + dayGap : 0;
    if (shares) bands.at(-1)?.push({ group, x, width: own });
    else bands.push([{ group, x, width: Math.min(own, width) }]);
    edge = x + own;
  }
  for (const [alone, ...others] of bands) {
    if (alone && others.length === 0) alone.width = width;
  }
  return bands;
}

/** What the name of a day needs, in px. */
const leastHeading = 132;

interface PlacedRow {
  height: number;
  spots: Spot[];
}

function sharedRow(band: readonly Placed[], { target, gap }: Metrics): PlacedRow[] {
  let index = 0;
  const spots = band.flatMap(({ group, x }) => {
    let edge = x;
    return group.aspects.map((aspect) => {
      const width = Math.round(aspect * target);
      const spot = { index: index++, x: edge, width };
      edge += width + gap;
      return spot;
    });
  });
  return [{ height: target, spots }];
}

function ownRows(placed: Placed | undefined, metrics: Metrics, open: boolean): PlacedRow[] {
  const { width, target, gap } = metrics;
  return rowsOf(placed?.group.aspects ?? [], width, target, gap, open ? "full" : "ragged").map(
    ({ from, height, widths }) => {
      let edge = 0;
      const spots = widths.map((width, at) => {
        const spot = { index: from + at, x: edge, width };
        edge += width + gap;
        return spot;
      });
      return { height, spots };
    },
  );
}
