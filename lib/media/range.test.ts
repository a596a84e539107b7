import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRange } from "./range";

describe("of 1000 bytes (RFC 9110 section 14.1)", () => {
  test.each([
    // one range
    ["bytes=0-499", { start: 0, end: 499 }],
    ["bytes=500-999", { start: 500, end: 999 }],
    ["bytes=0-0", { start: 0, end: 0 }],
    ["bytes=999-999", { start: 999, end: 999 }],
    ["bytes=0-", { start: 0, end: 999 }],
    ["bytes=999-", { start: 999, end: 999 }],
    ["BYTES=0-9", { start: 0, end: 9 }],
    ["bytes=007-009", { start: 7, end: 9 }],
    // the last so many
    ["bytes=-1", { start: 999, end: 999 }],
    ["bytes=-500", { start: 500, end: 999 }],
    ["bytes=-1000", { start: 0, end: 999 }],
    ["bytes=-5000", { start: 0, end: 999 }],
    // an end beyond the end is cut
    ["bytes=0-1000", { start: 0, end: 999 }],
    ["bytes=900-99999999999999999999", { start: 900, end: 999 }],
    // beyond the end
    ["bytes=1000-", "unsatisfiable"],
    ["bytes=1000-1001", "unsatisfiable"],
    ["bytes=99999999999999999999-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    // malformed or of another unit: ignored
    [null, "whole"],
    ["", "whole"],
    ["bytes", "whole"],
    ["bytes=", "whole"],
    ["bytes=-", "whole"],
    ["bytes=5-4", "whole"],
    ["bytes=a-b", "whole"],
    ["bytes=1.5-2", "whole"],
    ["bytes=0x1-0x2", "whole"],
    ["bytes=+1-2", "whole"],
    ["bytes=--1", "whole"],
    ["bytes=0-1\n", "whole"],
    ["bytes 0-1", "whole"],
    ["items=0-1", "whole"],
    // several: answered whole
    ["bytes=0-1,2-3", "whole"],
    ["bytes=0-1, -1", "whole"],
    ["bytes=0-,", "whole"],
  ])("%j", (header, expected) => {
    expect(parseRange(header, 1000)).toEqual(expected);
  });
});

test.each(["bytes=0-", "bytes=0-0", "bytes=-1", "bytes=-0"])(
  "%j of nothing cannot be given",
  (header) => {
    expect(parseRange(header, 0)).toBe("unsatisfiable");
  },
);

test("whatever is asked, what is given lies within the bytes there are", () => {
  const part = fc.oneof(fc.nat(), fc.constant(""));
  fc.assert(
    fc.property(part, part, fc.nat({ max: 100_000 }), (first, last, size) => {
      const range = parseRange(`bytes=${first}-${last}`, size);
      if (typeof range === "string") return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThanOrEqual(range.start);
      expect(range.end).toBeLessThan(size);
    }),
  );
});
