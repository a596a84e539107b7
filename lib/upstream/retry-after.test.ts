import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after";

const now = new Date("2026-11-20T12:00:00Z");
const hour = 3_600_000;

test.each<[what: string, headers: Record<string, string>, ms: number | undefined]>([
  ["nothing", {}, undefined],
  ["a blank", { "retry-after": " " }, undefined],
  ["seconds", { "retry-after": "30" }, 30_000],
  ["no seconds", { "retry-after": "0" }, 0],
  ["parts of a second", { "retry-after": "1.5" }, 1500],
  ["a year", { "retry-after": "31536000" }, hour],
  ["a date", { "retry-after": "Fri, 20 Nov 2026 12:00:30 GMT" }, 30_000],
  ["a date that has passed", { "retry-after": "Fri, 20 Nov 2026 11:00:00 GMT" }, 0],
  ["a date next year", { "retry-after": "Sat, 20 Nov 2027 12:00:00 GMT" }, hour],
  [
    "a date on another clock",
    {
      "retry-after": "Fri, 20 Nov 2020 00:00:09 GMT",
      date: "Fri, 20 Nov 2020 00:00:00 GMT",
    },
    9000,
  ],
  ["words", { "retry-after": "a while" }, undefined],
  ["a negative number", { "retry-after": "-5" }, 0],
])("%s", (_, headers, ms) => {
  expect(retryAfterMs(new Headers(headers), now)).toBe(ms);
});
