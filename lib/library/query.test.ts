import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { taskStatuses } from "@/lib/task/status";
import {
  canonical,
  isNarrowed,
  type LibraryQuery,
  libraryParams,
  parseLibraryQuery,
  sorts,
  tagName,
  wholeLibrary,
} from "./query";
import { shapes } from "./shape";

const read = (search: string) => parseLibraryQuery(new URLSearchParams(search));

describe("an address", () => {
  it("of nothing is the whole library", () => {
    expect(read("")).toEqual({ query: wholeLibrary, ignored: [] });
    expect(libraryParams(wholeLibrary).toString()).toBe("");
    expect(isNarrowed({ ...wholeLibrary, sort: "oldest" })).toBe(false);
    expect(isNarrowed({ ...wholeLibrary, favourite: true })).toBe(true);
  });

  it.each([
    ["status=paid&status=failed", "status", "paid", { status: ["failed"] }],
    ["shape=round", "shape", "round", {}],
    ["seconds=4&seconds=-1", "seconds", "-1", { seconds: [4] }],
    ["from=2026-02-30", "from", "2026-02-30", {}],
    ["to=yesterday", "to", "yesterday", {}],
    ["favourite=yes", "favourite", "yes", {}],
    ["sort=prettiest", "sort", "prettiest", {}],
    ["q=!!!", "q", "!!!", {}],
    ["channel=%3Cb%3E", "channel", "<b>", {}],
    ["trash=2", "trash", "2", {}],
  ])("%s: what it cannot mean is left out and named", (search, name, value, rest) => {
    expect(read(search)).toEqual({
      query: { ...wholeLibrary, ...rest },
      ignored: [{ name, value }],
    });
  });

  it("means the same in any order and case of its tags", () => {
    const one = read("tag=Sea&tag=dawn&status=failed&status=waiting&seconds=12&seconds=4");
    const other = read(
      "seconds=4&seconds=12&status=waiting&status=failed&tag=dawn&tag=Sea&tag=SEA",
    );
    expect(libraryParams(one.query).toString().toLowerCase()).toBe(
      libraryParams(other.query).toString().toLowerCase(),
    );
  });

  it("leads back to the query it was made of", () => {
    const list = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values));
    const day = fc.option(fc.constantFrom("2024-02-29", "2026-11-20"));
    const query: fc.Arbitrary<LibraryQuery> = fc.record({
      text: fc.constantFrom("", "red fox", "雨夜", "a&b=c"),
      status: list(taskStatuses),
      channel: list(["sora-official", "sora-async"]),
      model: list(["sora-2", "sora-2-pro"]),
      shape: list(shapes),
      seconds: list([4, 8, 12]),
      from: day,
      to: day,
      favourite: fc.boolean(),
      tag: list(["海", "Rain & snow", "b"]),
      trash: fc.boolean(),
      sort: fc.constantFrom(...sorts),
    });
    fc.assert(
      fc.property(query, (asked) => {
        expect(parseLibraryQuery(libraryParams(asked))).toEqual({
          query: canonical(asked),
          ignored: [],
        });
      }),
    );
  });

  it("survives whatever is typed into the address bar", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => libraryParams(read(text).query).toString()).not.toThrow();
      }),
    );
  });
});

describe("a tag", () => {
  it.each([
    ["  rain  and\nsnow ", "rain and snow"],
    ["", null],
    [" \t", null],
    ["x".repeat(51), null],
    ["雨".repeat(50), "雨".repeat(50)],
  ])("%j is kept as %j", (text, name) => {
    expect(tagName(text)).toBe(name);
  });
});
