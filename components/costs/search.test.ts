import { expect, it } from "vitest";
import { readShown, writeShown } from "./search";

const today = "2026-11-20";
const read = (query: string, mode: "live" | "sandbox" = "live") =>
  readShown(Object.fromEntries(new URLSearchParams(query)), today, mode);

it("shows this month of the present books by default", () => {
  const shown = { preset: "month", range: { from: "2026-11-01", to: "2026-11-30" } };
  expect(read("")).toMatchObject({ ...shown, books: "live", charge: null });
  expect(read("", "sandbox").books).toBe("sandbox");
});

it.each([
  "from=2026-11-05&to=2026-11-01",
  "from=2026-11-05",
  "from=x&to=y",
  "range=forever",
  "charge=free&books=mine",
])("takes %j for no more than that", (query) => {
  expect(read(query)).toEqual(read(""));
});

it.each([
  "",
  "range=last30",
  "from=2026-10-03&to=2026-10-03&charge=uncertain",
  "range=year&books=sandbox&channel=sora-official&model=sora-2",
])("writes %j as it reads it", (query) => {
  const shown = read(query);
  const written = Object.entries(writeShown(shown, "live")).filter(([, value]) => value !== null);
  const params = Object.fromEntries(written.map(([name, value]) => [name, String(value)]));
  expect(read(new URLSearchParams(params).toString())).toEqual(shown);
});
