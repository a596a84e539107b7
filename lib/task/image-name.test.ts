import fc from "fast-check";
import { expect, test } from "vitest";
import { harmlessName } from "./image-name";

test.each([
  ["boat.png", "boat.png"],
  ["纸船 (2).jpg", "纸船 (2).jpg"],
  ["../../etc/passwd", "passwd"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["C:\\Users\\me\\cat.gif", "cat.gif"],
  ["..", ""],
  ["folder/", ""],
  ["", ""],
  ["a\u0000b\u001b[31m.png", "ab[31m.png"],
  ["photo\u202Egnp.exe", "photognp.exe"],
  ["\u2066hidden\u2069\u200b.png", "hidden.png"],
  [" two\n lines\u2028.png ", "two lines .png"],
  ["\ud800half.png", "half.png"],
  ["e\u0301.png", "é.png"],
])("%j becomes %j", (name, harmless) => {
  expect(harmlessName(name)).toBe(harmless);
});

test("whatever it was, it is short, of one line, and stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const harmless = harmlessName(name);
      expect([...harmless].length).toBeLessThanOrEqual(120);
      expect(harmless).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(harmlessName(harmless)).toBe(harmless);
    }),
  );
});
