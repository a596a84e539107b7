import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount, writeAmount } from "./money";

const most = 1_000_000_000_000n;

describe("readAmount", () => {
  it.each([
    ["25", 25_000_000n],
    ["25.5", 25_500_000n],
    [" $0.000001 ", 1n],
    ["0", 0n],
    ["00.10", 100_000n],
    ["1.", 1_000_000n],
    ["0.1000000000", 100_000n],
    ["1000000", most],
  ])("takes %j", (text, value) => {
    expect(readAmount(text, most)).toEqual({ ok: true, value });
  });

  it.each([
    ["", "notAnAmount"],
    ["NaN", "notAnAmount"],
    ["1e3", "notAnAmount"],
    ["1,50", "notAnAmount"],
    ["Infinity", "notAnAmount"],
    ["0x10", "notAnAmount"],
    ["１２", "notAnAmount"],
    ["-1", "negative"],
    ["−1", "negative"],
    ["0.0000001", "tooFine"],
    ["1000000.000001", "tooLarge"],
    ["9".repeat(5000), "tooLarge"],
  ])("refuses %j", (text, error) => {
    expect(readAmount(text, most)).toEqual({ ok: false, error });
  });
});

it("writes what it reads", () => {
  expect([0n, 400_000n, 4_200n, -1n, 12_345_678n].map(writeAmount)).toEqual([
    ...["0.00", "0.40", "0.0042", "-0.000001", "12.345678"],
  ]);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: most }), (value) => {
      expect(readAmount(writeAmount(value), most)).toEqual({ ok: true, value });
    }),
  );
});
