import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Group, guessedGroups, linesOf, type Metrics } from "./lines";

const metrics: Metrics = { width: 1392, target: 210, gap: 6, heading: 44, dayGap: 24 };
const whole = { open: false, part: 0 };
const wide = 16 / 9;
const tall = 9 / 16;

const groups = fc
  .array(fc.array(fc.constantFrom(wide, tall, 1), { minLength: 1, maxLength: 30 }), {
    maxLength: 12,
  })
  .map((days): Group[] => days.map((aspects, at) => ({ day: `2026-11-${at + 10}`, aspects })));

describe("linesOf", () => {
  it("places every picture once, in order, one line below the other, within the width", () => {
    fc.assert(
      fc.property(groups, fc.constantFrom(288, 358, 720, 1392), (days, width) => {
        const { lines, height } = linesOf(days, { ...metrics, width }, whole);
        const spots = lines.flatMap((line) => line.spots);
        expect(spots.map(({ index }) => index)).toEqual(
          days.flatMap(({ aspects }) => aspects).map((_, index) => index),
        );
        expect(lines.flatMap(({ headings }) => headings.map(({ day }) => day))).toEqual(
          days.map(({ day }) => day),
        );
        for (const [at, line] of lines.entries()) {
          expect(line.y + line.height).toBeLessThanOrEqual(lines[at + 1]?.y ?? height);
          for (const { x, width: own } of [...line.spots, ...line.headings]) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x + own).toBeLessThanOrEqual(width);
          }
        }
      }),
    );
  });

  it("lets short days share a line", () => {
    const { lines } = linesOf(
      [
        { day: "2026-11-20", aspects: [wide] },
        { day: "2026-11-19", aspects: [tall, wide] },
        { day: "2026-11-18", aspects: [wide, wide, wide] },
      ],
      metrics,
      whole,
    );
    expect(lines.map(({ headings, spots }) => [headings.length, spots.length])).toEqual([
      [2, 0],
      [0, 3],
      [1, 0],
      [0, 3],
    ]);
    expect(lines[0]?.headings[1]?.x).toBe(lines[1]?.spots[1]?.x);
  });

  it("names a day once, and fills the rows of one that goes on", () => {
    const aspects = Array<number>(10).fill(wide);
    const first = linesOf([{ day: "2026-11-20", aspects }], metrics, { open: true, part: 0 });
    const second = linesOf([{ day: "2026-11-20", aspects }], metrics, { open: false, part: 1 });
    expect(first.lines.flatMap(({ headings }) => headings)).toHaveLength(1);
    expect(second.lines.flatMap(({ headings }) => headings)).toEqual([]);
    const row = first.lines.at(-1)?.spots ?? [];
    const last = row.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBe(1392);
  });

  it("guesses what was not read from what is known of its days", () => {
    const day = { day: "2026-11-20", count: 3, aspects: 4 };
    const chunk = { key: "k", days: [day], count: 3, part: 0, open: false };
    expect(guessedGroups(chunk)).toEqual([{ day: day.day, aspects: [4 / 3, 4 / 3, 4 / 3] }]);
  });
});
