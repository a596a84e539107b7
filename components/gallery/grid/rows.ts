/** One row of a justified grid: the pictures from `from` up to `to`, not included. */
export interface Row {
  from: number;
  to: number;
  /** Whole pixels. */
  height: number;
  /** Whole pixels, one per picture. Together with the gaps they fill the width, except in a row that is left ragged. */
  widths: number[];
}

/** What the last row does when its pictures do not fill it: stay at the height of the others, or fill the width. */
export type LastRow = "ragged" | "full";

/** A last row that is nearly full is filled: a few pixels at the end would look like a mistake. */
const nearlyFull = 1.15;
/** How much higher than wanted a row may become, before its pictures rather join the row above. */
const tallest = 1.5;

/**
 * Justified rows, as of a newspaper: each is broken where its height comes nearest to the wanted one.
 * @param aspects width over height of each picture, in order.
 * @param width of the grid, in px.
 * @param target the wanted height of a row, in px.
 * @param gap between pictures, in px.
 */
export function rowsOf(
  aspects: readonly number[],
  width: number,
  target: number,
  gap: number,
  last: LastRow = "ragged",
): Row[] {
  const heightOf = (from: number, to: number) => {
    let sum = 0;
    for (let index = from; index < to; index++) sum += aspects[index] ?? 1;
    return Math.max(1, width - gap * (to - from - 1)) / sum;
  };
  const breaks = breaksOf(aspects.length, heightOf, target);
  const rest = breaks.at(-1) ?? 0;
  if (last === "full" && breaks.length > 1 && heightOf(rest, aspects.length) > target * tallest) {
    breaks.pop();
  }
  return breaks.map((from, at) => {
    const to = breaks[at + 1] ?? aspects.length;
    const full = heightOf(from, to);
    const ragged = to === aspects.length && last === "ragged" && full > target * nearlyFull;
    return rowOf(aspects.slice(from, to), from, ragged ? target : full, ragged ? null : width, gap);
  });
}

/** Where rows begin. */
function breaksOf(
  count: number,
  heightOf: (from: number, to: number) => number,
  target: number,
): number[] {
  const breaks: number[] = [];
  let from = 0;
  for (let to = 1; from < count; to++) {
    if (to < count && heightOf(from, to) > target) continue;
    const enough = to - from > 1 && isNearer(heightOf(from, to - 1), heightOf(from, to), target);
    breaks.push(from);
    from = enough ? to - 1 : to;
    to = from;
  }
  return breaks;
}

/** Whether the row is better without its last picture: too high by less than it would be too low with it. */
const isNearer = (without: number, withIt: number, target: number): boolean =>
  withIt < target && without / target < target / withIt;

/** @param width to be filled to the pixel, or null. */
function rowOf(
  aspects: readonly number[],
  from: number,
  height: number,
  width: number | null,
  gap: number,
): Row {
  let edge = 0;
  let exact = 0;
  const widths = aspects.map((aspect, at) => {
    exact += aspect * height;
    const end = width !== null && at === aspects.length - 1 ? width - gap * at : Math.round(exact);
    const own = Math.max(1, end - edge);
    edge = end;
    return own;
  });
  return { from, to: from + aspects.length, height: Math.max(1, Math.round(height)), widths };
}
