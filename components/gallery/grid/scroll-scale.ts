/**
 * Browsers end at elements of some 17 million px (Firefox; Chromium at 33), which is 40,000 rows of posters. A list that
 * is longer gets an element of the greatest height and a shift: what is seen is where the page has been scrolled to,
 * plus the shift. Scrolling moves both alike, pixel by pixel; a leap along the scrollbar changes the shift.
 */
export interface Placing {
  /** How far the element has been scrolled past the upper edge, in px. */
  scrolled: number;
  shift: number;
}

export interface Extent {
  /** The height of the whole list, in px. */
  total: number;
  /** What is seen of it at once, in px. */
  seen: number;
}

/** In px. */
export const tallestElement = 12_000_000;

export const elementHeight = (total: number, tallest = tallestElement): number =>
  Math.min(total, tallest);

/** Where in the list one is. */
export const positionOf = ({ scrolled, shift }: Placing): number => scrolled + shift;

/** How the element is to be scrolled, and shifted, to show a position of the list. */
export function placingFor(position: number, extent: Extent, tallest = tallestElement): Placing {
  const { total, seen } = extent;
  const last = Math.max(0, total - seen);
  const wanted = Math.min(last, Math.max(0, position));
  if (total <= tallest) return { scrolled: wanted, shift: 0 };
  const scrolled = Math.round(stretched(wanted, last, tallest - seen, seen));
  return { scrolled, shift: wanted - scrolled };
}

/** A scroll farther than this many screens at once was no wheel and no finger, but a leap. */
const leap = 8;

/**
 * Carries a place on one range over to another. Near both ends px by px, so that the ends can be reached by the wheel;
 * in between in proportion.
 */
function stretched(at: number, range: number, onto: number, seen: number): number {
  const edge = 2 * leap * seen;
  if (at <= edge) return at;
  if (at >= range - edge) return onto - (range - at);
  return edge + ((at - edge) / (range - 2 * edge)) * (onto - 2 * edge);
}

/**
 * What a scroll means.
 * @returns the new placing. Where its `scrolled` is not what came in, the page must be scrolled there.
 */
export function scrolledTo(
  scrolled: number,
  before: Placing,
  extent: Extent,
  tallest = tallestElement,
): Placing {
  const { total, seen } = extent;
  if (total <= tallest) return { scrolled, shift: 0 };
  const room = tallest - seen;
  if (Math.abs(scrolled - before.scrolled) > leap * seen) {
    const at = Math.min(room, Math.max(0, scrolled));
    return { scrolled, shift: Math.round(stretched(at, room, total - seen, seen)) - scrolled };
  }
  const { shift } = before;
  // Near an end of the element that is no end of the list: on from farther in, without anything seen moving.
  const early = scrolled < leap * seen && shift > 0;
  const late = scrolled > room - leap * seen && shift < total - tallest;
  if (!early && !late) return { scrolled, shift };
  return placingFor(scrolled + shift, extent, tallest);
}
