import { describe, expect, it } from "vitest";
import type { TaskStatus } from "@/lib/task/status";
import { anyMoving, isBusy, nextPollIn, pace, silenceOf, taskPace } from "./intervals";

describe("nextPollIn", () => {
  it.each([
    ["nothing moves", false, 0, false],
    ["nothing moves and the server is silent", false, 60_000, false],
    ["something moves", true, 0, 2_000],
    ["the first failure", true, 2_100, 2_100],
    ["a longer silence", true, 8_000, 8_000],
    ["a very long silence", true, 3_600_000, pace.unreachable],
  ] as const)("%s", (_name, moves, silence, expected) => {
    expect(nextPollIn(moves, 2_000, silence)).toBe(expected);
  });
});

describe("anyMoving", () => {
  it.each([
    [[], false],
    [[false, false], false],
    [[false, true], true],
  ])("%j -> %s", (moving, expected) => {
    expect(anyMoving(moving.map((each) => ({ moving: each })))).toBe(expected);
  });
});

describe("taskPace", () => {
  const now = Date.parse("2026-11-20T10:00:00Z");
  const since = (ms: number, status: TaskStatus, moving = true) => ({
    ...{ status, moving, updatedAt: new Date(now - ms).toISOString() },
  });
  it.each([
    ["one that has just been pressed", [since(1_000, "waiting")], pace.task],
    ["one that has waited long", [since(61_000, "waiting")], pace.waiting],
    ["one that renders for long", [since(61_000, "in_progress")], pace.task],
    ["both", [since(61_000, "waiting"), since(61_000, "queued")], pace.task],
    ["one beside what rests", [since(61_000, "waiting"), since(0, "failed", false)], pace.waiting],
  ])("%s", (_name, tasks, expected) => {
    expect(taskPace(tasks, now)).toBe(expected);
  });
});

describe("isBusy", () => {
  const pause = (kind: "auth" | "storage") => ({ model: null, kind, message: "", pausedAt: "" });
  it.each([
    ["idle", { used: 0, waiting: 0, pauses: [] }, false],
    ["jobs upstream", { used: 1, waiting: 0, pauses: [] }, true],
    ["a queue", { used: 0, waiting: 2, pauses: [] }, true],
    ["a queue that a pause holds back", { used: 0, waiting: 2, pauses: [pause("auth")] }, false],
    ["a full disk", { used: 0, waiting: 0, pauses: [pause("storage")] }, true],
    ["a pause, and jobs from before it", { used: 1, waiting: 0, pauses: [pause("auth")] }, true],
  ])("%s", (_name, { used, ...rest }, expected) => {
    expect(isBusy({ slots: { used, of: 5 }, ...rest })).toBe(expected);
  });
});

describe("silenceOf", () => {
  const state = (status: "success" | "error", dataUpdatedAt: number, errorUpdatedAt: number) =>
    ({ state: { status, dataUpdatedAt, errorUpdatedAt } }) as Parameters<typeof silenceOf>[0];

  it.each([
    ["an answer", state("success", 9_000, 4_000), 0],
    ["a failure after an answer", state("error", 4_000, 9_000), 5_000],
    ["a server clock ahead of ours", state("error", 9_000, 4_000), 0],
  ])("%s", (_name, query, expected) => {
    expect(silenceOf(query)).toBe(expected);
  });
});
