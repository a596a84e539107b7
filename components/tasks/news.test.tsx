import { describe, expect, it } from "vitest";
import type { TaskStatus } from "@/lib/task/status";
import { newsSince } from "./news";

const map = (statuses: Record<string, TaskStatus>) => new Map(Object.entries(statuses));

describe("newsSince", () => {
  it.each([
    ["mere progress", { a: "waiting" }, { a: "in_progress" }, {}],
    ["nothing new", { a: "completed" }, { a: "completed" }, {}],
    ["a film", { a: "archiving" }, { a: "completed" }, { completed: 1 }],
    [
      "two films and a loss",
      { a: "archiving", b: "archiving", c: "archiving" },
      { a: "completed", b: "completed", c: "expired" },
      { completed: 2, failed: 1 },
    ],
    ["a doubt", { a: "submitting" }, { a: "unconfirmed" }, { unconfirmed: 1 }],
    ["a doubt that is settled", { a: "unconfirmed" }, { a: "in_progress" }, { underWay: 1 }],
    ["a doubt that is sent again", { a: "unconfirmed" }, { a: "waiting" }, {}],
    ["one's own cancel", { a: "waiting" }, { a: "canceled" }, {}],
    ["a film one did not watch", {}, { a: "completed" }, {}],
  ] as const)("%s", (_, before, now, expected) => {
    expect(newsSince(map(before), map(now))).toEqual(expected);
  });
});
