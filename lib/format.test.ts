import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatClock,
  formatDay,
  formatDuration,
  formatDurationRange,
  formatMoney,
  formatRelative,
  formatSize,
} from "./format";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("formatMoney", () => {
  it.each([
    [0n, "$0.00"],
    [400_000n, "$0.40"],
    [1_600_000n, "$1.60"],
    [12_000_000n, "$12.00"],
    [4_200n, "$0.0042"],
    [1n, "$0.000001"],
    [123_456n, "$0.123456"],
    [1_234_567_890_000n, "$1,234,567.89"],
    [-400_000n, "-$0.40"],
    [9_007_199_254_740_993_000_001n, "$9,007,199,254,740,993.000001"],
  ])("writes %s micro-dollars as %s, exactly", (micros, text) => {
    expect(formatMoney(micros, "en")).toBe(text);
  });

  it("takes the number that JSON carries", () => {
    expect(formatMoney(800_000, "en")).toBe("$0.80");
  });

  it("does not call a dollar anything else in Chinese", () => {
    expect(formatMoney(1_600_000n, "zh")).toBe("$1.60");
  });
});

describe("formatClock", () => {
  it.each([
    [-5, "0:00"],
    [7_999, "0:07"],
    [12 * minute + 30 * second, "12:30"],
    [hour + 2 * minute + 9 * second, "1:02:09"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(formatClock(ms)).toBe(text);
  });
});

describe("formatDuration", () => {
  it.each([
    [4_200, "en", "4.2 sec"],
    [8_000, "en", "8 sec"],
    [45_300, "en", "45 sec"],
    [3 * minute, "en", "3 min"],
    [2 * hour, "en", "2 hr"],
    [8_000, "zh", "8秒"],
  ])("writes %s ms in %s as %s", (ms, locale, text) => {
    expect(formatDuration(ms, locale)).toBe(text);
  });
});

describe("formatDurationRange", () => {
  it.each([
    [3 * minute, 5 * minute, "3–5 min"],
    [18 * second, 30 * second, "18–30 sec"],
    [30 * second, 2 * minute, "1–2 min"],
  ])("writes %s to %s ms as %s", (from, to, text) => {
    expect(formatDurationRange(from, to, "en")).toBe(text);
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 byte"],
    [999, "999 byte"],
    [3_400_000, "3.4 MB"],
    [256_000_000, "256 MB"],
    [1_500_000_000_000_000, "1,500 TB"],
  ])("writes %s bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes, "en")).toBe(text);
  });
});

describe("formatRelative", () => {
  const now = new Date("2026-11-20T10:30:00Z");
  it.each([
    [0, "now"],
    [59 * second, "now"],
    [-3 * second, "now"],
    [3 * minute, "3 minutes ago"],
    [2 * hour, "2 hours ago"],
    [24 * hour, "yesterday"],
    [10 * 24 * hour, "Nov 10, 2026"],
  ])("writes %s ms ago as %s", (ago, text) => {
    expect(formatRelative(new Date(now.getTime() - ago), now, "en")).toBe(text);
  });

  it("speaks Chinese", () => {
    expect(formatRelative(new Date(now.getTime() - 3 * minute), now, "zh")).toBe("3分钟前");
  });
});

describe("formatDay", () => {
  it.each([
    ["en", "Nov 20, 2026"],
    ["zh", "2026年11月20日"],
  ])("is the calendar's day in every time zone, in %s", (locale, text) => {
    expect(formatDay("2026-11-20", locale)).toBe(text);
  });
});

describe("formatSize", () => {
  it("sets the sides apart", () => expect(formatSize("1280x720")).toBe("1280 × 720"));
});
