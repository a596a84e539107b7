import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementHeight, placingFor, positionOf, scrolledTo } from "./scroll-scale";

const seen = 900;
const tallest = 100_000;
const long = { total: 5_000_000, seen };

describe("a list longer than an element may be", () => {
  it("shows any position that is asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: long.total - seen }), (position) => {
        const placing = placingFor(position, long, tallest);
        expect(positionOf(placing)).toBe(position);
        expect(placing.scrolled).toBeGreaterThanOrEqual(0);
        expect(placing.scrolled).toBeLessThanOrEqual(tallest - seen);
      }),
    );
  });

  it("moves pixel by pixel with the wheel, from one end to the other", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 300 }), (wheel) => {
        let placing = placingFor(2_500_000, long, tallest);
        for (const step of wheel) {
          const before = positionOf(placing);
          const scrolled = Math.min(tallest - seen, Math.max(0, placing.scrolled + step));
          const moved = scrolled - placing.scrolled;
          placing = scrolledTo(scrolled, placing, long, tallest);
          expect(positionOf(placing)).toBe(before + moved);
        }
      }),
    );
  });

  it("reaches both ends by the wheel alone", () => {
    for (const step of [-1000, 1000]) {
      let placing = placingFor(step < 0 ? 300_000 : long.total - 300_000, long, tallest);
      for (let turns = 0; turns < 400; turns++) {
        const scrolled = Math.min(tallest - seen, Math.max(0, placing.scrolled + step));
        placing = scrolledTo(scrolled, placing, long, tallest);
      }
      expect(positionOf(placing)).toBe(step < 0 ? 0 : long.total - seen);
    }
  });

  it("goes as far along the list as along the scrollbar", () => {
    const start = placingFor(0, long, tallest);
    const end = scrolledTo(tallest - seen, start, long, tallest);
    expect(positionOf(end)).toBe(long.total - seen);
    const middle = scrolledTo((tallest - seen) / 2, start, long, tallest);
    expect(positionOf(middle)).toBeCloseTo((long.total - seen) / 2, -1);
  });
});

it("leaves a shorter list as it is", () => {
  const extent = { total: 50_000, seen };
  expect(elementHeight(extent.total, tallest)).toBe(50_000);
  expect(placingFor(60_000, extent, tallest)).toEqual({ scrolled: 49_100, shift: 0 });
  expect(scrolledTo(40_000, { scrolled: 0, shift: 0 }, extent, tallest)).toEqual({
    ...{ scrolled: 40_000, shift: 0 },
  });
});
