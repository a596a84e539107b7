import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf, type Day, holdsDay, most } from "./chunks";

const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** Lists of up to three years: idle and crowded days. */
const lists = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: 19_000, max: 20_100 }), fc.integer({ min: 1, max: 400 })),
    {
      selector: ([day]) => day,
      maxLength: 60,
    },
  )
  .map((days): Day[] =>
    days
      .sort(([a], [b]) => b - a)
      .map(([day, count]) => ({ day: dayOf(day), count, aspects: count * 1.5 })),
  );

describe("chunksOf", () => {
  it("holds every day, in order, and never more than may be read at once", () => {
    fc.assert(
      fc.property(lists, (days) => {
        const chunks = chunksOf(days);
        expect(chunks.every(({ count }) => count > 0 && count <= most)).toBe(true);
        expect(new Set(chunks.map(({ key }) => key)).size).toBe(chunks.length);
        const counted = new Map<string | null, number>();
        for (const { days } of chunks) {
          for (const { day, count } of days) counted.set(day, (counted.get(day) ?? 0) + count);
        }
        expect([...counted]).toEqual(days.map(({ day, count }) => [day, count]));
        for (const chunk of chunks) {
          expect(chunk.days.every(({ day }) => day !== null && holdsDay(chunk, day))).toBe(true);
        }
      }),
    );
  });

  it("changes nothing but the neighbourhood of a day that gets one more", () => {
    const days = Array.from({ length: 400 }, (_, at) => ({
      ...{ day: dayOf(20_000 - at), count: 14, aspects: 20 },
    }));
    const more = days.map((day, at) => (at === 0 ? { ...day, count: 120 } : day));
    const before = new Set(chunksOf(days).map(({ key }) => key));
    const added = chunksOf(more).filter(({ key }) => !before.has(key));
    expect(added.length).toBeLessThanOrEqual(5);
  });

  it("reads a crowded day in parts, and an order without days as one", () => {
    const [first, second, third] = chunksOf([{ day: null, count: 2 * most + 1, aspects: 482 }]);
    expect([first, second, third].map((chunk) => [chunk?.key, chunk?.count, chunk?.open])).toEqual([
      ["all#0", most, true],
      ["all#1", most, true],
      ["all#2", 1, false],
    ]);
    expect(third?.days[0]?.aspects).toBe(2);
  });

  it("has nothing to read of an empty list", () => {
    expect(chunksOf([])).toEqual([]);
  });
});
