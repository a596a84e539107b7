import { describe, expect, it } from "vitest";
import { billOf } from "./bill";
import { type FilmState, type Job, lookAt } from "./job";

const job: Job = {
  id: `video_${"0".repeat(32)}`,
  channel: "sora-official",
  model: "sora-2",
  prompt: "A heron",
  seconds: 8,
  size: "1280x720",
  priceMicros: 800_000,
  hasImage: false,
  createdAt: 1000,
  startsAt: 2000,
  finishesAt: 4000,
  expiresAt: 9000,
  ending: "completed",
  film: { width: 1280, height: 720, seconds: 8 },
};

describe("lookAt", () => {
  it.each<[now: number, ending: Job["ending"], film: FilmState, phase: string, progress: number]>([
    [1000, "completed", "missing", "queued", 0],
    [1999, "completed", "ready", "queued", 0],
    [2000, "completed", "missing", "in_progress", 0],
    [3000, "completed", "missing", "in_progress", 50],
    [3999, "completed", "ready", "in_progress", 99],
    [4000, "completed", "missing", "in_progress", 99],
    [4000, "completed", "ready", "completed", 100],
    [4000, "completed", "broken", "failed", 0],
    [3999, "completed", "broken", "in_progress", 99],
    [9000, "completed", "missing", "completed", 100],
    [9000, "completed", "broken", "failed", 0],
    [4000, "failed", "missing", "failed", 0],
    [4000, "moderated", "missing", "failed", 0],
    [4000, "timedOut", "missing", "failed", 0],
    [4000, "expired", "missing", "expired", 100],
  ])(
    "at %i a job ending %s with its film %s is %s at %i%%",
    (now, ending, film, phase, progress) => {
      expect(lookAt({ ...job, ending }, now, film)).toEqual({ phase, progress });
    },
  );
});

describe("billOf", () => {
  it("holds from the start, charges for a film, refunds a failure, and adds up each", () => {
    const jobs: Job[] = [
      job,
      { ...job, startsAt: 8000, finishesAt: 9000, priceMicros: 1 },
      { ...job, ending: "failed", priceMicros: 20 },
      { ...job, ending: "expired", priceMicros: 300 },
    ];
    const bill = billOf(jobs, (each) => lookAt(each, 5000, "ready"));
    expect(bill.lines.map(({ state }) => state)).toEqual([
      "charged",
      "held",
      "refunded",
      "charged",
    ]);
    expect(bill).toMatchObject({ heldMicros: 1, chargedMicros: 800_300, refundedMicros: 20 });
  });
});
