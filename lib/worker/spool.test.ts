import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { LeaseLostError } from "@/lib/task/lease";
import { cancelTask } from "@/lib/task/store";
import { declareNotCreated, sendAgain } from "@/lib/task/unconfirmed";
import type { CreateOutcome } from "@/lib/upstream/contract";
import { claimOne, recordTasks, rowOf, taskAt } from "@/test/support/tasks";
import {
  accepted,
  failure,
  heldLease,
  snapshot,
  type TestWorld,
  testWorld,
} from "@/test/support/world";
import { leaseMs } from "./lease-watch";
import { pollStep } from "./poll";
import { recoverStep, submitStep } from "./submit";

/** A world whose database refuses every transaction from the moment the answer is there. */
function brokenAfterAnswer(world: TestWorld): TestWorld {
  const db = world.db.$extends({});
  let broken = false;
  world.upstream.onCreate = () => {
    broken = true;
    return accepted("video_paid");
  };
  const transaction = world.db.$transaction.bind(world.db);
  Object.defineProperty(db, "$transaction", {
    value: (...args: Parameters<typeof transaction>) =>
      broken ? Promise.reject(new Error("disk I/O error")) : transaction(...args),
  });
  return { ...world, db: db as typeof world.db };
}

/** A task that was sent once, with no certain answer. */
async function unconfirmed(world: TestWorld): Promise<string> {
  const [id = ""] = await recordTasks(world.db, world.clock.now());
  world.upstream.onCreate = () => ({ outcome: "unknown", failure: failure("network") });
  await submitStep(world, await claimOne(world.db, world.clock.now(), "waiting"), heldLease);
  return id;
}

const free = { ceilingMicros: null };

const lastEvent = ({ db }: TestWorld, taskId: string) =>
  db.taskEvent.findFirst({ where: { taskId }, orderBy: { id: "desc" } });

describe("an id whose row could not be written (FAULTS 16)", () => {
  it("survives beside the database and is given back", async () => {
    const world = testWorld();
    const [id = ""] = await recordTasks(world.db, world.clock.now());
    const task = await claimOne(world.db, world.clock.now(), "waiting");
    await expect(submitStep(brokenAfterAnswer(world), task, heldLease)).rejects.toThrow("disk I/O");
    expect(await rowOf(world.db, id)).toMatchObject({ status: "submitting", upstreamId: null });

    expect(await world.spool.replay(world.db, world.clock.now())).toBe(1);
    expect(await rowOf(world.db, id)).toMatchObject({ status: "queued", upstreamId: "video_paid" });
    expect(await world.spool.replay(world.db, world.clock.now())).toBe(0);
  });

  it("is at least in the log when not even a file can be written", async () => {
    const world = testWorld();
    await recordTasks(world.db, world.clock.now());
    const task = await claimOne(world.db, world.clock.now(), "waiting");
    const lines: string[] = [];
    const log = pino({}, { write: (line) => void lines.push(line) });
    const spool = { ...world.spool, save: () => Promise.reject(new Error("no space left")) };
    const broken = { ...brokenAfterAnswer(world), log, spool };
    await expect(submitStep(broken, task, heldLease)).rejects.toThrow("no space");
    expect(lines.join("")).toContain("video_paid");
  });

  it("is given back although a file beside it cannot be read", async () => {
    const world = testWorld();
    const id = await taskAt(world.db, world.clock.now(), { status: "unconfirmed" });
    await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_late" }, world.clock.now());
    await writeFile(path.join(world.spoolFolder, "0.json"), "{");
    expect(await world.spool.replay(world.db, world.clock.now())).toBe(1);
  });

  it("is waited for although the lease was lost: hanging up would lose it (FAULTS 21)", async () => {
    const world = testWorld();
    const [id = ""] = await recordTasks(world.db, world.clock.now());
    const lost = new AbortController();
    world.upstream.onCreate = async (_request, signal) => {
      world.clock.advance(leaseMs);
      await recoverStep(world, await claimOne(world.db, world.clock.now(), "submitting"));
      lost.abort();
      expect(signal.aborted).toBe(false);
      return accepted("video_paid");
    };
    const task = await claimOne(world.db, world.clock.now(), "waiting");
    const lease = { signal: lost.signal, holds: () => true };
    await expect(submitStep(world, task, lease)).rejects.toThrow(LeaseLostError);
    expect((await rowOf(world.db, id)).status).toBe("unconfirmed");
    await world.spool.replay(world.db, world.clock.now());
    expect(await rowOf(world.db, id)).toMatchObject({ status: "queued", upstreamId: "video_paid" });
  });

  it("also reaches a row that became unconfirmed meanwhile (FAULTS 21)", async () => {
    const world = testWorld();
    const id = await taskAt(world.db, world.clock.now(), { status: "unconfirmed" });
    await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_late" }, world.clock.now());
    await world.spool.replay(world.db, world.clock.now());
    expect(await rowOf(world.db, id)).toMatchObject({ status: "queued", upstreamId: "video_late" });
  });

  it.each([
    [
      "is to be sent again",
      (id: string, { db, clock }: TestWorld) => sendAgain(db, id, clock.now(), free),
    ],
    [
      "is to be sent again, and then was withdrawn",
      async (id: string, { db, clock }: TestWorld) => {
        await sendAgain(db, id, clock.now(), free);
        await cancelTask(db, id, clock.now());
      },
    ],
    [
      "was declared as not created",
      (id: string, { db, clock }: TestWorld) => declareNotCreated(db, id, clock.now()),
    ],
  ])("saves the film, and a second POST, of a task that %s meanwhile", async (_what, decide) => {
    const world = testWorld();
    const id = await unconfirmed(world);
    await decide(id, world);
    await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_late" }, world.clock.now());
    expect(await world.spool.replay(world.db, world.clock.now())).toBe(1);
    expect(await rowOf(world.db, id)).toMatchObject({
      ...{ status: "queued", upstreamId: "video_late", failureKind: null, settledAt: null },
      doubtMicros: 0n,
    });
    expect(await readdir(world.spoolFolder)).toEqual([]);
  });

  describe("of a task that was sent again meanwhile", () => {
    async function sentTwice(world: TestWorld, second: CreateOutcome) {
      const id = await unconfirmed(world);
      await sendAgain(world.db, id, world.clock.now(), free);
      world.upstream.onCreate = () => second;
      const task = await claimOne(world.db, world.clock.now(), "waiting");
      await submitStep(world, task, heldLease);
      await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_first" }, world.clock.now());
      return id;
    }

    it("waits while the second sending is under way", async () => {
      const world = testWorld();
      const id = await unconfirmed(world);
      await sendAgain(world.db, id, world.clock.now(), free);
      world.upstream.onCreate = async () => {
        await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_first" }, new Date());
        await world.spool.replay(world.db, world.clock.now());
        expect(await rowOf(world.db, id)).toMatchObject({ status: "submitting", upstreamId: null });
        return accepted("video_second");
      };
      await submitStep(world, await claimOne(world.db, world.clock.now(), "waiting"), heldLease);
      expect(await rowOf(world.db, id)).toMatchObject({ upstreamId: "video_second" });
      expect(await readdir(world.spoolFolder)).toHaveLength(1);
    });

    it("is told, and kept in its history, when the second was accepted, too", async () => {
      const world = testWorld();
      const id = await sentTwice(world, accepted("video_second"));
      expect(await world.spool.replay(world.db, world.clock.now())).toBe(0);
      expect(await rowOf(world.db, id)).toMatchObject({
        ...{ status: "queued", upstreamId: "video_second", attention: "acceptedTwice" },
      });
      expect(await lastEvent(world, id)).toMatchObject({
        ...{ from: "queued", to: "queued", detail: expect.stringContaining("video_first") },
      });
      expect(await readdir(world.spoolFolder)).toEqual([]);
    });

    it("is offered to the user when nothing is known of the second", async () => {
      const world = testWorld();
      const id = await sentTwice(world, { outcome: "unknown", failure: failure("network") });
      await world.spool.replay(world.db, world.clock.now());
      expect(await rowOf(world.db, id)).toMatchObject({
        ...{ status: "unconfirmed", upstreamId: null, candidates: "video_first" },
      });
      expect(await lastEvent(world, id)).toMatchObject({
        detail: expect.stringContaining("video_first"),
      });
    });

    it("stays told whatever happens to the task", async () => {
      const world = testWorld();
      const id = await sentTwice(world, accepted("video_second"));
      await world.spool.replay(world.db, world.clock.now());
      const { dueAt } = await rowOf(world.db, id);
      world.clock.advance((dueAt?.getTime() ?? 0) - world.clock.now().getTime());
      world.upstream.onPoll = () => snapshot({ state: "completed" });
      await pollStep(world, await claimOne(world.db, world.clock.now(), "queued"), heldLease);
      expect(await rowOf(world.db, id)).toMatchObject({
        ...{ status: "archiving", attention: "acceptedTwice" },
      });
    });
  });

  it("says nothing new when the user has pasted it meanwhile", async () => {
    const world = testWorld();
    const row = { status: "queued", upstreamId: "video_late" } as const;
    const id = await taskAt(world.db, world.clock.now(), row);
    await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_late" }, world.clock.now());
    expect(await world.spool.replay(world.db, world.clock.now())).toBe(0);
    expect(await rowOf(world.db, id)).toMatchObject({ ...row, attention: null });
  });

  it("is kept for a row that is not there yet, as after a restore of an older backup", async () => {
    const world = testWorld();
    const now = world.clock.now();
    const id = await taskAt(world.db, now, { status: "unconfirmed" });
    const row = await rowOf(world.db, id);
    await world.spool.save({ taskId: id, nth: 1, upstreamId: "video_kept" }, now);
    await world.db.task.delete({ where: { id } });
    expect(await world.spool.replay(world.db, now)).toBe(0);
    await world.db.task.create({ data: row });
    expect(await world.spool.replay(world.db, now)).toBe(1);
  });

  it("never takes an id from another task, nor stops the others", async () => {
    const world = testWorld();
    const now = world.clock.now();
    await taskAt(world.db, now, { status: "queued", upstreamId: "video_owned" });
    const flagged = await taskAt(world.db, now, { status: "unconfirmed" });
    const other = await taskAt(world.db, now, { status: "unconfirmed" });
    await world.spool.save({ taskId: flagged, nth: 1, upstreamId: "video_owned" }, now);
    await world.spool.save({ taskId: other, nth: 1, upstreamId: "video_free" }, now);
    expect(await world.spool.replay(world.db, now)).toBe(1);
    expect(await rowOf(world.db, flagged)).toMatchObject({
      attention: "idTaken",
      upstreamId: null,
    });
    expect(await rowOf(world.db, other)).toMatchObject({ upstreamId: "video_free" });
  });
});
