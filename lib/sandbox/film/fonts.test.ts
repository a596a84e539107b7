import { describe, expect, it } from "vitest";
import { parseUnicodeRanges, typefaceFor } from "./fonts";

describe("parseUnicodeRanges", () => {
  const covers = parseUnicodeRanges("U+0000-00FF, U+0131,U+1f300-1f31f");
  it.each([
    [0x41, true],
    [0xff, true],
    [0x100, false],
    [0x131, true],
    [0x1f31f, true],
    [0x1f320, false],
  ])("%i: %s", (codePoint, expected) => {
    expect(covers(codePoint)).toBe(expected);
  });
});

describe("typefaceFor", () => {
  it("loads the parts of Inter that a text needs", () => {
    expect(typefaceFor("Fox").families).toContain('"inter-latin"');
    expect(typefaceFor("Fox").families).not.toContain("cyrillic");
    expect(typefaceFor("Лиса").families).toContain('"inter-cyrillic"');
  });

  it("replaces what nothing here can draw, and only that", () => {
    expect(typefaceFor("Fox\n\u{10ffff} лиса").drawable).toBe("Fox\n· лиса");
  });
});
