import { describe, expect, it } from "vitest";
import { cutLines, wrapEvenly, wrapText } from "./wrap";

/** A Chinese character is twice as wide as a Latin one. */
const measure = (text: string) =>
  Array.from(text).reduce((width, each) => width + (each > "\u2e80" ? 2 : 1), 0);

describe("wrapText", () => {
  it.each<[text: string, width: number, lines: string[]]>([
    ["", 10, []],
    ["  \n ", 10, []],
    ["one two three", 7, ["one two", "three"]],
    ["one  two\nthree", 20, ["one two three"]],
    ["well, then", 5, ["well,", "then"]],
    ["an (odd) end", 8, ["an (odd)", "end"]],
    ["unbreakable", 4, ["unbr", "eaka", "ble"]],
    ["一只红狐狸", 4, ["一只", "红", "狐狸"]],
    ["雪地，清晨。", 6, ["雪地，", "清晨。"]],
    ["“清晨”的光", 6, ["“清晨”", "的光"]],
  ])("%j at %i", (text, width, lines) => {
    expect(wrapText(text, measure, width)).toEqual(lines);
  });

  it("keeps every line within the width", () => {
    const text = "镜头缓缓推进 through the pines, 清晨的阳光穿过松林 as the first light comes.";
    for (const line of wrapText(text, measure, 12)) expect(measure(line)).toBeLessThanOrEqual(12);
  });
});

describe("wrapEvenly", () => {
  it.each<[text: string, width: number, lines: string[]]>([
    ["one", 20, ["one"]],
    ["the old light by the sea", 22, ["the old light", "by the sea"]],
    ["一队骆驼缓缓走过，电影质感。", 26, ["一队骆驼缓缓", "走过，电影质感。"]],
  ])("%j at %i", (text, width, lines) => {
    expect(wrapEvenly(text, measure, width)).toEqual(lines);
  });
});

describe("cutLines", () => {
  it("keeps what fits", () => {
    expect(cutLines(["one", "two"], 2, measure, 5)).toEqual(["one", "two"]);
  });

  it("ends in an ellipsis that fits too", () => {
    expect(cutLines(["one", "two", "three"], 2, measure, 5)).toEqual(["one", "two…"]);
    expect(cutLines(["one", "seven", "ten"], 2, measure, 5)).toEqual(["one", "seve…"]);
    expect(cutLines(["one", "two"], 0, measure, 5)).toEqual(["one…"]);
  });
});
