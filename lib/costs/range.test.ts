import { describe, expect, it } from "vitest";
import { addDays } from "./calendar";
import { checkRange, partsOf, presetRange, presets } from "./range";

it.each([
  ["month", "2026-02-14", "2026-02-01", "2026-02-28"],
  ["lastMonth", "2026-01-31", "2025-12-01", "2025-12-31"],
  ["last7", "2026-11-20", "2026-11-14", "2026-11-20"],
  ["last30", "2026-03-01", "2026-01-31", "2026-03-01"],
  ["year", "2026-11-20", "2026-01-01", "2026-12-31"],
] as const)("%s at %s", (preset, today, from, to) => {
  expect(presetRange(preset, today)).toEqual({ from, to });
});

it("offers no preset that it would refuse", () => {
  for (const preset of presets) {
    const { from, to } = presetRange(preset, "2024-02-29");
    expect(checkRange(from, to)).toBeNull();
  }
});

it.each([
  ["2026-11-20", "2026-11-20", null],
  ["2026-11-21", "2026-11-20", { field: "to", code: "backwards" }],
  ["", "2026-11-20", { field: "from", code: "noDay" }],
  ["2026-11-20", "2026-02-30", { field: "to", code: "noDay" }],
  ["2016-01-01", "2026-12-31", { field: "to", code: "tooLong" }],
])("checks %s to %s", (from, to, fault) => {
  expect(checkRange(from, to)).toEqual(fault);
});

describe("partsOf", () => {
  it("is days as long as they can be told apart", () => {
    const { unit, parts } = partsOf({ from: "2026-02-27", to: "2026-03-01" });
    expect(unit).toBe("day");
    expect(parts.map(({ from }) => from)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });

  it("is months beyond, cut where the range is", () => {
    expect(partsOf({ from: "2026-01-15", to: "2026-04-30" })).toEqual({
      unit: "month",
      parts: [
        { from: "2026-01-15", to: "2026-01-31" },
        { from: "2026-02-01", to: "2026-02-28" },
        { from: "2026-03-01", to: "2026-03-31" },
        { from: "2026-04-01", to: "2026-04-30" },
      ],
    });
  });

  it("leaves no day out, and none to two parts", () => {
    for (const days of [1, 31, 92, 93, 400]) {
      const range = { from: "2026-01-20", to: addDays("2026-01-20", days - 1) };
      const { parts } = partsOf(range);
      expect(parts[0]?.from).toBe(range.from);
      expect(parts.at(-1)?.to).toBe(range.to);
      for (const [place, part] of parts.slice(1).entries()) {
        expect(part.from).toBe(addDays(parts[place]?.to ?? "", 1));
      }
    }
  });
});
