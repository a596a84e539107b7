import { describe, expect, it } from "vitest";
import { paceOf } from "@/test/support/world";
import { backoff, isSlow, nextPollAt, scalePace } from "./pace";

const pace = paceOf("sora-async");
const sentAt = new Date("2026-11-20T12:00:00Z");
const later = (ms: number) => new Date(sentAt.getTime() + ms);
const minute = 60_000;

describe("nextPollAt", () => {
  it.each([
    ["just sent", 0, 30_000],
    ["a nudge before the first poll", 10_000, 20_000],
    ["while it renders", 2 * minute, 30_000],
    ["when it is slow", 20 * minute, 2 * minute],
    ["after hours", 5 * 60 * minute, 30 * minute],
    ["after a day", 26 * 60 * minute, 60 * minute],
  ])("%s", (_when, elapsed, wait) => {
    expect(nextPollAt(pace, sentAt, later(elapsed))).toEqual(later(elapsed + wait));
  });
});

it("a task is slow from the channel's mark on", () => {
  expect(isSlow(pace, sentAt, later(10 * minute - 1))).toBe(false);
  expect(isSlow(pace, sentAt, later(10 * minute))).toBe(true);
});

it("the sandbox's world runs faster in every respect that is a time", () => {
  expect(scalePace(pace, 10)).toMatchObject({
    firstPoll: 3_000,
    poll: 3_000,
    slow: minute,
    window: { requests: 10, per: 6_000, reserved: 1 },
    slots: 5,
  });
});

describe("backoff", () => {
  it("doubles, up to its cap", () => {
    const waits = [1, 2, 3, 4, 100].map((n) => backoff(n, { base: 1_000, cap: 5_000 }, 1));
    expect(waits).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it("spreads over the upper half", () => {
    expect(backoff(1, { base: 1_000, cap: 5_000 }, 0)).toBe(500);
  });
});
