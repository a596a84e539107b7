import { describe, expect, it } from "vitest";
import { fold } from "./fold";
import { termsOf, tokensOf } from "./tokens";

it.each([
  ["Café", "cafe"],
  ["ＣＡＦＥ", "cafe"],
  ["Straße", "straße"],
  ["ﬁlm", "film"],
  ["Ångström", "angstrom"],
  ["がぎ", "がぎ"],
  ["ｶﾞ", "ガ"],
  ["Ёлка", "ёлка"],
])("%s is compared as %s", (text, folded) => expect(fold(text)).toBe(folded));

describe("tokensOf", () => {
  it.each([
    ["A red-haired fox, 8K!", ["a", "red", "haired", "fox", "8k"]],
    ["雨夜街", ["雨", "夜", "街", "雨夜", "夜街"]],
    ["雨 rain雨", ["雨", "rain"]],
    ["𠮷野家", ["𠮷", "野", "家", "𠮷野", "野家"]],
    ["x".repeat(60), ["x".repeat(40)]],
    ["'; DROP TABLE -- \" * : & |", ["drop", "table"]],
    ["🦊", []],
  ])("%s", (text, tokens) => expect(tokensOf(text)).toEqual(tokens));

  it("does not join the end of one text to the beginning of the next", () => {
    expect(tokensOf("雨", "夜", null)).toEqual(["雨", "夜"]);
  });
});

describe("termsOf", () => {
  it.each([
    ["Red Fo", ["red*", "fo*"]],
    ["雨", ["雨"]],
    ["雨夜", ["雨夜"]],
    ["雨夜街 fox", ["雨夜", "夜街", "fox*"]],
    ["fox FOX", ["fox*"]],
    ["...", []],
  ])("%s", (text, terms) => {
    expect(termsOf(text).map(({ token, prefix }) => token + (prefix ? "*" : ""))).toEqual(terms);
  });

  it("asks for a limited number, however much is pasted", () => {
    expect(termsOf(Array.from({ length: 500 }, (_, at) => `w${at}`).join(" "))).toHaveLength(16);
  });
});
