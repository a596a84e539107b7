import { describe, expect, it } from "vitest";
import { soraAsync } from "@/lib/catalogue/sora";
import { type Estimate, estimate } from "./estimate";

const minute = 60_000;
const sent = "2026-11-20T10:00:00.000Z";
const after = (ms: number) => Date.parse(sent) + ms;

describe("estimate", () => {
  it.each<[string, string | null, number, number, Estimate]>([
    ["before it is sent", null, 1, 0, { kind: "usually", from: 3 * minute, to: 5 * minute }],
    ["in the sandbox", null, 10, 0, { kind: "usually", from: 18_000, to: 30_000 }],
    ["a minute in", sent, 1, minute, { kind: "left", from: 2 * minute, to: 4 * minute }],
    ["when it could be ready", sent, 1, 4 * minute, { kind: "upTo", to: minute }],
    ["beyond the usual", sent, 1, 5 * minute, { kind: "over" }],
    ["on a clock that lags", sent, 1, -minute, { kind: "left", from: 3 * minute, to: 5 * minute }],
  ])("%s", (_, submittedAt, speed, gone, expected) => {
    expect(estimate({ submittedAt }, soraAsync, speed, after(gone))).toEqual(expected);
  });
});
