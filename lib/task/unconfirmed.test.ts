import { beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { defaultBudget, writeBudget } from "@/lib/settings/budget";
import { testDb } from "@/test/support/db";
import { rowOf, taskAt } from "@/test/support/tasks";
import { chargeOf, taskStatuses } from "./status";
import { claimId, declareNotCreated, sendAgain } from "./unconfirmed";

const now = new Date("2026-11-20T12:00:00Z");
const free = { ceilingMicros: null };
const later = new Date("2026-11-20T13:00:00Z");
const unknown = { status: "unconfirmed", dueAt: null, failureKind: "network" } as const;
let db: Db;
beforeEach(() => {
  db = testDb().db;
});

describe("claimId", () => {
  it("keeps the pasted id until the worker has checked it, and changes nothing else", async () => {
    const id = await taskAt(db, now, { ...unknown, claimRefusal: "notFound" });
    expect(await claimId(db, id, "video_1", later)).toBeNull();
    expect(await rowOf(db, id)).toMatchObject({
      status: "unconfirmed",
      claimedId: "video_1",
      claimRefusal: null,
      upstreamId: null,
      dueAt: later,
    });
  });

  it("refuses an id that another task of the channel owns, and changes nothing", async () => {
    await taskAt(db, now, { status: "queued", upstreamId: "video_1" });
    const id = await taskAt(db, now, unknown);
    const before = await rowOf(db, id);
    expect(await claimId(db, id, "video_1", later)).toBe("taken");
    expect(await rowOf(db, id)).toEqual(before);
  });
});

describe("declareNotCreated", () => {
  it("releases the hold, with the user's word as evidence", async () => {
    const id = await taskAt(db, now, unknown);
    expect(await declareNotCreated(db, id, later)).toBeNull();
    const row = await rowOf(db, id);
    expect(row).toMatchObject({ status: "failed", failureCharged: "no", settledAt: later });
    expect(chargeOf(row.status, "no")).toBe("released");
    const event = await db.taskEvent.findFirstOrThrow({ where: { to: "failed" } });
    expect(event).toMatchObject({ from: "unconfirmed", detail: expect.stringContaining("user") });
  });
});

describe("sendAgain", () => {
  it("holds the price anew, and leaves the first one in doubt", async () => {
    const id = await taskAt(db, now, unknown);
    await sendAgain(db, id, later, free);
    expect(await rowOf(db, id)).toMatchObject({ doubtMicros: 400_000n, heldAt: later });
    await db.task.update({ where: { id }, data: unknown });
    await sendAgain(db, id, later, free);
    expect((await rowOf(db, id)).doubtMicros).toBe(800_000n);
  });

  it("asks the budget for the second price, which may be agreed to", async () => {
    const id = await taskAt(db, now, unknown);
    await writeBudget(db, { ...defaultBudget(), monthMicros: 500_000n }, now);
    await expect(sendAgain(db, id, later, free)).rejects.toMatchObject({
      cap: "month",
      leftMicros: 100_000n,
    });
    expect(await rowOf(db, id)).toMatchObject({ status: "unconfirmed", doubtMicros: 0n });
    expect(await sendAgain(db, id, later, { ...free, agreedMicros: 400_000n })).toBeNull();
  });

  it("puts the task back in line, with the risk taken as evidence", async () => {
    const id = await taskAt(db, now, unknown);
    expect(await sendAgain(db, id, later, free)).toBeNull();
    expect(await rowOf(db, id)).toMatchObject({
      status: "waiting",
      dueAt: later,
      failureKind: null,
    });
    const event = await db.taskEvent.findFirstOrThrow({ where: { from: "unconfirmed" } });
    expect(event.detail).toContain("paid twice");
  });

  it("never sends what was made elsewhere", async () => {
    const id = await taskAt(db, now, { ...unknown, origin: "adopted" });
    expect(await sendAgain(db, id, later, free)).toBe("unconfirmed");
    expect(await rowOf(db, id)).toMatchObject({ status: "unconfirmed" });
  });

  it("decides once, however often it is pressed", async () => {
    const id = await taskAt(db, now, unknown);
    const answers = await Promise.all([1, 2, 3].map(() => sendAgain(db, id, later, free)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(await db.taskEvent.count({ where: { from: "unconfirmed" } })).toBe(1);
  });
});

it.each(taskStatuses.filter((status) => status !== "unconfirmed"))(
  "nothing is decided of a task that is %s",
  async (status) => {
    const id = await taskAt(db, now, { status });
    const before = await rowOf(db, id);
    expect(await claimId(db, id, "video_1", later)).toBe(status);
    expect(await declareNotCreated(db, id, later)).toBe(status);
    expect(await sendAgain(db, id, later, free)).toBe(status);
    expect(await rowOf(db, id)).toEqual(before);
  },
);
