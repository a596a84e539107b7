import { describe, expect, it } from "vitest";
import { chunksOf } from "./chunks";
import { guessedGroups, linesOf } from "./lines";
import {
  chunkAt,
  dayAt,
  heightOf,
  lineOf,
  linesBetween,
  type Place,
  type Step,
  sheetOf,
  stepFrom,
  yOfDay,
} from "./sheet";

const metrics = { width: 1000, target: 200, gap: 5, heading: 40, dayGap: 20 };
const wide = 1.6;
const dayOf = (at: number) => new Date(Date.UTC(2026, 10, 20 - at)).toISOString().slice(0, 10);
/** Rows of three: 200 px high and 330 wide. */
const days = (...counts: number[]) =>
  counts.map((count, at) => ({ day: dayOf(at), count, aspects: count * wide }));
const sheet = (...counts: number[]) =>
  sheetOf(chunksOf(days(...counts)), (chunk) => linesOf(guessedGroups(chunk), metrics, chunk));

describe("a sheet", () => {
  const long = sheet(...Array<number>(300).fill(30));

  it("finds what is to be seen at any height", () => {
    const middle = heightOf(long) / 2;
    const lines = linesBetween(long, middle, middle + 900);
    expect(lines[0]?.y).toBeLessThanOrEqual(middle);
    expect(lines.at(-1)?.y).toBeLessThan(middle + 900);
    const seen = lines.reduce((sum, { line }) => sum + line.height, 0);
    expect(seen).toBeGreaterThan(800);
    expect(long.tops[chunkAt(long, middle)]).toBeLessThanOrEqual(middle);
  });

  it("knows the day of a height and the height of a day", () => {
    for (const at of [0, 17, 150, 299]) {
      const y = yOfDay(long, dayOf(at));
      expect(y).not.toBeNull();
      expect(dayAt(long, y ?? 0)).toBe(dayOf(at));
      expect(dayAt(long, (y ?? 0) + 300)).toBe(dayOf(at));
    }
    expect(yOfDay(long, "2001-01-01")).toBeNull();
  });

  it("stays within itself, whatever height is asked for", () => {
    expect(chunkAt(long, -50)).toBe(0);
    expect(chunkAt(long, heightOf(long) + 50)).toBe(long.chunks.length - 1);
    expect(linesBetween(sheet(), 0, 900)).toEqual([]);
  });
});

describe("the arrow keys", () => {
  // Days of 4 and 5 films: rows of 3 + 1 and 3 + 2.
  const small = sheet(4, 5);
  const walk = (from: Place, ...steps: Step[]) =>
    steps.reduce((place, step) => stepFrom(small, place, step, 500), from).index;
  const at = (index: number): Place => ({ chunk: 0, index });

  it.each<[string, number, Step[], number]>([
    ["right goes on in the next row", 2, ["right"], 3],
    ["and on the next day", 3, ["right"], 4],
    ["left goes back", 4, ["left"], 3],
    ["left stays at the beginning", 0, ["left"], 0],
    ["right stays at the end", 8, ["right"], 8],
    ["down keeps the column", 4, ["down"], 7],
    ["down skips the heading", 3, ["down"], 4],
    ["up takes what is nearest above", 6, ["up"], 3],
    ["up stays in the first row", 1, ["up"], 1],
    ["down stays in the last row", 8, ["down"], 8],
    ["to the first", 7, ["first"], 0],
    ["to the last", 1, ["last"], 8],
    ["a screen down", 0, ["pageDown"], 7],
    ["a screen up", 7, ["pageUp"], 0],
  ])("%s", (_name, from, steps, expected) => {
    expect(walk(at(from), ...steps)).toBe(expected);
  });

  it("lead from the first to the last and back, through every chunk", () => {
    const long = sheet(...Array<number>(40).fill(30));
    let place: Place = { chunk: 0, index: 0 };
    for (let steps = 0; steps < 40 * 30 - 1; steps++) place = stepFrom(long, place, "right", 500);
    expect(place).toEqual(stepFrom(long, { chunk: 0, index: 0 }, "last", 500));
    for (let steps = 0; steps < 40 * 10 - 1; steps++) place = stepFrom(long, place, "up", 500);
    expect(lineOf(long, place)?.y).toBe(40);
  });
});
