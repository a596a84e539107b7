import { describe, expect, it } from "vitest";
import { taskStatuses } from "@/lib/task/status";
import type { ChannelView } from "@/lib/task/view";
import { progressWords } from "./progress-words";

type Channel = Pick<ChannelView, "pauses" | "slots">;
const free: Channel = { pauses: [], slots: { used: 4, of: 5 } };
const full: Channel = { pauses: [], slots: { used: 5, of: 5 } };
const paused = (model: string | null): Channel => ({
  pauses: [{ model, kind: "auth", message: "", pausedAt: "2026-11-20T10:00:00.000Z" }],
  slots: { used: 5, of: 5 },
});

describe("progressWords", () => {
  const waiting = { status: "waiting", model: "sora-2" } as const;
  it.each([
    ["a free slot", free, { key: "waiting.next" }],
    ["no slot", full, { key: "waiting.slot", used: 5, of: 5 }],
    ["no limit of slots", { ...full, slots: { used: 90, of: null } }, { key: "waiting.next" }],
    ["a paused channel", paused(null), { key: "waiting.paused" }],
    ["its model paused", paused("sora-2"), { key: "waiting.paused" }],
    ["another model paused", paused("sora-2-pro"), { key: "waiting.slot", used: 5, of: 5 }],
    ["a channel nobody knows", undefined, { key: "waiting.next" }],
  ])("of a waiting task with %s", (_, channel, expected) => {
    expect(progressWords(waiting, channel)).toEqual(expected);
  });

  it.each(taskStatuses)("has words for %s, unless it explains itself", (status) => {
    const words = progressWords({ status, model: "sora-2" }, free);
    const elsewhere = ["unconfirmed", "completed", "failed", "expired", "canceled"];
    expect(words === null).toBe(elsewhere.includes(status));
  });
});
