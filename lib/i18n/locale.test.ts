import { describe, expect, it } from "vitest";
import { isLocale, negotiateLocale } from "./locale";

describe("negotiateLocale", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["zh-Hant-TW", "zh"],
    ["fr-FR, de;q=0.9", "en"],
    ["fr, zh;q=0.5, en;q=0.4", "zh"],
    ["en;q=0.4, zh;q=0.8", "zh"],
    ["zh;q=0, en", "en"],
    ["zh;q=abc", "en"],
    ["*", "en"],
  ])("answers %j with %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

describe("isLocale", () => {
  it.each([
    ["en", true],
    ["zh", true],
    ["fr", false],
    [undefined, false],
  ])("%j: %s", (value, known) => expect(isLocale(value)).toBe(known));
});
