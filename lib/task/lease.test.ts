import { beforeEach, describe, expect, it } from "vitest";
import { createDb, type Db } from "@/lib/db";
import { testDb } from "@/test/support/db";
import { claimOne, recordTasks, rowOf, taskAt } from "@/test/support/tasks";
import { claimDue, LeaseLostError, renewLease, writeOutcome } from "./lease";

const now = new Date("2026-11-20T12:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);
const request = { statuses: ["waiting"] as const, limit: 10, leaseMs: 30_000 };
let db: Db;
let url: string;
beforeEach(() => {
  ({ db, url } = testDb());
});

describe("claimDue", () => {
  it("takes due rows only, oldest first, at most as many as asked", async () => {
    const [third] = await recordTasks(db, at(-1_000));
    const [first] = await recordTasks(db, at(-3_000));
    const [second] = await recordTasks(db, at(-2_000));
    await recordTasks(db, at(5_000));
    const claimed = await claimDue(db, { ...request, limit: 2, now });
    expect(claimed.map((task) => task.id)).toEqual([first, second]);
    const rest = await claimDue(db, { ...request, now });
    expect(rest.map((task) => task.id)).toEqual([third]);
  });

  it("takes the film first that upstream will delete first, whatever was tried last (FAULTS 52)", async () => {
    const film = { status: "archiving" as const };
    await taskAt(db, now, { ...film, submittedAt: at(-3_600_000), dueAt: at(-9_000) });
    const old = await taskAt(db, now, { ...film, submittedAt: at(-80_000_000), dueAt: at(-1_000) });
    const order = { statuses: ["archiving"] as const, first: "submittedAt" as const };
    const [claimed] = await claimDue(db, { ...request, ...order, limit: 1, now });
    expect(claimed?.id).toBe(old);
  });

  it("lets one of two workers win each row (FAULTS 19)", async () => {
    await recordTasks(db, now, { takes: 10 });
    const other = createDb(url);
    const [mine, theirs] = await Promise.all([
      claimDue(db, { ...request, now }),
      claimDue(other, { ...request, now }),
    ]);
    await other.$disconnect();
    const ids = [...mine, ...theirs].map((task) => task.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(10);
  });

  it("takes a row over only once its lease has run out", async () => {
    const [id] = await recordTasks(db, now);
    await claimOne(db, now, "waiting");
    expect(await claimDue(db, { ...request, now: at(29_999) })).toEqual([]);
    expect((await claimDue(db, { ...request, now: at(30_000) }))[0]?.id).toBe(id);
  });
});

it("a clock that was set back a day leaves no row waiting for it to catch up (FAULTS 47)", async () => {
  const [id] = await recordTasks(db, now);
  await claimOne(db, now, "waiting");
  const yesterday = at(-86_400_000);
  expect((await claimDue(db, { ...request, now: yesterday }))[0]?.id).toBe(id);
});

describe("a holder whose row was taken over", () => {
  it("can neither renew nor write (FAULTS 21)", async () => {
    const [id = ""] = await recordTasks(db, now);
    const stale = await claimOne(db, now, "waiting");
    const fresh = await claimOne(db, at(30_000), "waiting");
    expect(await renewLease(db, stale, at(90_000))).toBe(false);
    await expect(
      writeOutcome(db, stale, { to: "canceled", dueAt: null }, at(31_000)),
    ).rejects.toThrow(LeaseLostError);
    expect(await rowOf(db, id)).toMatchObject({
      status: "waiting",
      leaseToken: fresh.leaseToken,
    });
    expect(await db.taskEvent.count({ where: { taskId: id, to: "canceled" } })).toBe(0);
  });
});

describe("writeOutcome", () => {
  it("writes row and event together and gives the row back", async () => {
    const [id = ""] = await recordTasks(db, now);
    const task = await claimOne(db, now, "waiting");
    const failure = { kind: "badInput" as const, charged: "no" as const, message: "no" };
    const sending = { ...task, status: "submitting" as const };
    await db.task.update({ where: { id }, data: { status: "submitting" } });
    await writeOutcome(
      db,
      sending,
      { to: "failed", dueAt: null, failure, httpStatus: 400, requestId: "r1", detail: "{}" },
      at(1_000),
    );
    expect(await rowOf(db, id)).toMatchObject({
      status: "failed",
      failureKind: "badInput",
      failureCharged: "no",
      settledAt: at(1_000),
      leaseToken: null,
      leaseUntil: null,
    });
    const event = await db.taskEvent.findFirstOrThrow({ where: { taskId: id, to: "failed" } });
    expect(event).toMatchObject({
      from: "submitting",
      httpStatus: 400,
      requestId: "r1",
      detail: "{}",
    });
  });

  it("refuses a move that the state machine does not know, and writes nothing", async () => {
    const [id = ""] = await recordTasks(db, now);
    const task = await claimOne(db, now, "waiting");
    await expect(writeOutcome(db, task, { to: "completed", dueAt: null }, now)).rejects.toThrow(
      "cannot move from waiting to completed",
    );
    expect((await rowOf(db, id)).status).toBe("waiting");
  });
});
