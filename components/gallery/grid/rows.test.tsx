import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./rows";

const aspect = fc.constantFrom(9 / 16, 16 / 9, 1, 4 / 3, 3 / 4, 21 / 9, 1792 / 1024, 0.4, 2.5);
const grids = fc.record({
  aspects: fc.array(aspect, { maxLength: 80 }),
  width: fc.integer({ min: 280, max: 3000 }),
  target: fc.integer({ min: 80, max: 320 }),
  gap: fc.integer({ min: 0, max: 12 }),
  last: fc.constantFrom("ragged" as const, "full" as const),
});

describe("rowsOf", () => {
  it("shows every picture once, in order", () => {
    fc.assert(
      fc.property(grids, ({ aspects, width, target, gap, last }) => {
        const rows = rowsOf(aspects, width, target, gap, last);
        expect(rows.flatMap(({ from, to }) => [from, to])).toEqual(
          rows.flatMap(({ from }, at) => [from, rows[at + 1]?.from ?? aspects.length]),
        );
        expect(rows[0]?.from ?? 0).toBe(0);
        expect(rows.every(({ from, to, widths }) => widths.length === to - from && to > from)).toBe(
          true,
        );
      }),
    );
  });

  it("fills the width to the pixel, and is never wider", () => {
    fc.assert(
      fc.property(grids, ({ aspects, width, target, gap, last }) => {
        const rows = rowsOf(aspects, width, target, gap, last);
        for (const [at, { widths }] of rows.entries()) {
          const taken = widths.reduce((sum, each) => sum + each, gap * (widths.length - 1));
          expect(taken).toBeLessThanOrEqual(width);
          if (at < rows.length - 1 || last === "full") expect(taken).toBe(width);
        }
      }),
    );
  });

  it("keeps the shape of every picture within a pixel or two", () => {
    fc.assert(
      fc.property(grids, ({ aspects, width, target, gap, last }) => {
        for (const { from, height, widths } of rowsOf(aspects, width, target, gap, last)) {
          for (const [at, own] of widths.entries()) {
            const exact = (aspects[from + at] ?? 1) * height;
            expect(Math.abs(own - exact)).toBeLessThanOrEqual(2 + (aspects[from + at] ?? 1));
          }
        }
      }),
    );
  });

  it("is the same for the same pictures, whatever comes after a full row", () => {
    fc.assert(
      fc.property(grids, ({ aspects, width, target, gap }) => {
        const more = [...aspects, 16 / 9, 16 / 9, 9 / 16];
        const before = rowsOf(aspects, width, target, gap).slice(0, -2);
        expect(rowsOf(more, width, target, gap).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it("leaves a lone picture at the wanted height, or as wide as the screen", () => {
    expect(rowsOf([9 / 16], 1000, 200, 4)).toEqual([
      { from: 0, to: 1, height: 200, widths: [113] },
    ]);
    expect(rowsOf([16 / 9], 288, 200, 4)).toEqual([{ from: 0, to: 1, height: 162, widths: [288] }]);
  });

  it("breaks where the height comes nearest to the wanted one", () => {
    const rows = rowsOf(Array(8).fill(16 / 9), 1392, 208, 6);
    expect(rows.map(({ widths, height }) => [widths.length, height])).toEqual([
      [4, 193],
      [4, 193],
    ]);
  });
});
