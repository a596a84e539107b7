import { describe, expect, it } from "vitest";
import type { Failure } from "@/lib/failure";
import type { TaskEventView } from "@/lib/task/view";
import { type Doubt, doubtOf, lastSending, type Sending } from "./doubt";

describe("doubtOf", () => {
  const failure = (kind: Failure["kind"], message = "") =>
    ({ kind, charged: "unknown", message }) as const;
  it.each<[string, Failure | null, Doubt]>([
    ["a connection that broke", failure("network", "the connection broke"), "silent"],
    ["an answer that tells nothing", failure("upstream", "502 Bad Gateway"), "unclear"],
    [
      "a studio that stopped",
      failure("interrupted", "The studio stopped while the task was being sent."),
      "stopped",
    ],
    ["nothing written down", null, "silent"],
  ])("%s", (_, given, expected) => {
    expect(doubtOf({ failure: given })).toBe(expected);
  });
});

describe("lastSending", () => {
  const event = (second: number, to: TaskEventView["to"], httpStatus: number | null = null) => ({
    ...{ at: `2026-11-20T10:00:0${second}.000Z`, from: null, to, httpStatus },
    ...{ requestId: null, detail: null },
  });
  it.each<[string, TaskEventView[], Sending]>([
    [
      "without an answer",
      [event(0, "waiting"), event(1, "submitting"), event(2, "unconfirmed")],
      { at: "2026-11-20T10:00:01.000Z", httpStatus: null },
    ],
    [
      "the second one, when it was sent again",
      [
        ...[event(1, "submitting"), event(2, "unconfirmed", 502), event(3, "waiting")],
        ...[event(4, "submitting"), event(5, "unconfirmed", 504)],
      ],
      { at: "2026-11-20T10:00:04.000Z", httpStatus: 504 },
    ],
    [
      "that nobody saw, before a backup was restored",
      [event(0, "waiting"), event(3, "submitting"), event(3, "unconfirmed")],
      { at: null, httpStatus: null },
    ],
    ["of which nothing is known", [], { at: null, httpStatus: null }],
  ])("%s", (_, events, expected) => {
    expect(lastSending(events)).toEqual(expected);
  });
});
