import { describe, expect, it } from "vitest";
import { leastRoom } from "@/lib/storage/room";
import { LeaseLostError } from "@/lib/task/lease";
import { claimOne, recordTasks, rowOf, taskAt } from "@/test/support/tasks";
import { accepted, failure, heldLease, type TestWorld, testWorld } from "@/test/support/world";
import { openDoors } from "./doors";
import { leaseMs } from "./lease-watch";
import { recoverStep, submitStep } from "./submit";

async function submitOne(world: TestWorld): Promise<string> {
  const [id = ""] = await recordTasks(world.db, world.clock.now());
  await submitStep(world, await claimOne(world.db, world.clock.now(), "waiting"), heldLease);
  return id;
}

const fromNow = (world: TestWorld, ms: number) => new Date(world.clock.now().getTime() + ms);

describe("submitStep", () => {
  it("commits the intent before it sends, and keeps the id that comes back", async () => {
    const world = testWorld();
    let statusWhileSending = "";
    world.upstream.onCreate = async () => {
      statusWhileSending = (await world.db.task.findFirstOrThrow()).status;
      return accepted("video_abc");
    };
    const id = await submitOne(world);
    expect(statusWhileSending).toBe("submitting");
    expect(world.upstream.creates).toHaveLength(1);
    expect(await rowOf(world.db, id)).toMatchObject({
      status: "queued",
      upstreamId: "video_abc",
      submittedAt: world.clock.now(),
      dueAt: fromNow(world, 30_000),
      leaseToken: null,
    });
    const events = await world.db.taskEvent.findMany({ orderBy: { id: "asc" } });
    expect(events.map((event) => event.to)).toEqual(["waiting", "submitting", "queued"]);
  });

  it.each([
    ["badInput", "failed"],
    ["moderated", "failed"],
    ["notFound", "failed"],
  ] as const)("a refusal for %s ends the task, not charged", async (kind, status) => {
    const world = testWorld();
    world.upstream.onCreate = () => ({ outcome: "rejected", failure: failure(kind) });
    const id = await submitOne(world);
    expect(await rowOf(world.db, id)).toMatchObject({
      status,
      failureKind: kind,
      failureCharged: "no",
      dueAt: null,
    });
  });

  it.each(["auth", "permission", "quota"] as const)(
    "%s pauses the channel and loses nothing (FAULTS 8, 9)",
    async (kind) => {
      const world = testWorld();
      world.upstream.onCreate = () => ({ outcome: "rejected", failure: failure(kind) });
      const id = await submitOne(world);
      expect(await rowOf(world.db, id)).toMatchObject({ status: "waiting", failureKind: kind });
      expect(await openDoors(world)).toBeNull();
      const anotherKey = { ...world, fingerprintOf: () => "another-key" };
      expect(await openDoors(anotherKey)).not.toBeNull();
    },
  );

  it("a retired model ends the task and pauses that model only (FAULTS 5)", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => ({ outcome: "rejected", failure: failure("noChannel") });
    const id = await submitOne(world);
    expect((await rowOf(world.db, id)).status).toBe("failed");
    await recordTasks(world.db, world.clock.now());
    expect(await openDoors(world)).toBeNull();
    await recordTasks(world.db, world.clock.now(), { model: "sora-2-pro" });
    expect(await openDoors(world)).toMatchObject({ OR: [{ model: "sora-2-pro" }] });
  });

  it("429 sends it back in line until Retry-After is over, then once (FAULTS 6)", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => ({
      outcome: "rejected",
      failure: failure("rateLimited", { retryAfterMs: 20_000 }),
    });
    const id = await submitOne(world);
    expect(await rowOf(world.db, id)).toMatchObject({
      status: "waiting",
      dueAt: fromNow(world, 20_000),
    });
    await recordTasks(world.db, world.clock.now());
    expect(await openDoors(world)).toBeNull(); // the whole channel keeps quiet
    world.clock.advance(20_000);
    expect(await openDoors(world)).not.toBeNull();
  });

  it("429 with a Retry-After that is no wait at all is no reason to insist", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => ({
      outcome: "rejected",
      failure: failure("rateLimited", { retryAfterMs: 0 }),
    });
    const id = await submitOne(world);
    expect((await rowOf(world.db, id)).dueAt).toEqual(fromNow(world, 5_000));
  });

  it("provably unsent is tried again after 1, 2, 4 s (FAULTS 1, 2)", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => ({ outcome: "notSent", failure: failure("notSent") });
    const id = await submitOne(world);
    for (const seconds of [1, 2, 4]) {
      expect(await rowOf(world.db, id)).toMatchObject({
        status: "waiting",
        dueAt: fromNow(world, seconds * 1_000),
      });
      world.clock.advance(seconds * 1_000);
      await submitStep(world, await claimOne(world.db, world.clock.now(), "waiting"), heldLease);
    }
  });

  it("an unknown outcome is never sent again (FAULTS 3, 4, 10, 11)", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => ({
      outcome: "unknown",
      failure: failure("network", { charged: "unknown", raw: "half an answer" }),
    });
    const id = await submitOne(world);
    expect(await rowOf(world.db, id)).toMatchObject({
      status: "unconfirmed",
      dueAt: fromNow(world, 30_000),
      failureCharged: "unknown",
    });
    const event = await world.db.taskEvent.findFirstOrThrow({ where: { to: "unconfirmed" } });
    expect(event.detail).toBe("half an answer");
  });

  it("an id that another task owns overwrites neither (FAULTS 12)", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => accepted("video_same");
    const first = await submitOne(world);
    const second = await submitOne(world);
    expect(await rowOf(world.db, first)).toMatchObject({
      status: "queued",
      upstreamId: "video_same",
    });
    expect(await rowOf(world.db, second)).toMatchObject({
      status: "unconfirmed",
      upstreamId: null,
      attention: "idTaken",
    });
  });

  it("sends nothing when the row was taken over before the intent (FAULTS 20)", async () => {
    const world = testWorld();
    const [id = ""] = await recordTasks(world.db, world.clock.now());
    const stale = await claimOne(world.db, world.clock.now(), "waiting");
    world.clock.advance(leaseMs);
    await claimOne(world.db, world.clock.now(), "waiting");
    await expect(submitStep(world, stale, heldLease)).rejects.toThrow(LeaseLostError);
    expect(world.upstream.creates).toHaveLength(0);
    expect((await rowOf(world.db, id)).status).toBe("waiting");
  });

  it("waits in line while every slot is in use", async () => {
    const world = testWorld();
    const now = world.clock.now();
    for (let used = 0; used < 5; used++) {
      await taskAt(world.db, now, { status: "queued", dueAt: fromNow(world, 60_000) }, onAsync());
    }
    const id = await taskAt(world.db, now, {}, onAsync());
    expect(await openDoors(world)).toBeNull();
    await submitStep(world, await claimOne(world.db, now, "waiting"), heldLease);
    expect(world.upstream.creates).toHaveLength(0);
    expect(await rowOf(world.db, id)).toMatchObject({
      status: "waiting",
      dueAt: now,
      leaseToken: null,
    });
  });
});

const onAsync = () => ({ channel: "sora-async", seconds: 10 });

it("a disk that is nearly full stops paid submits, until there is room (FAULTS 42)", async () => {
  const world = testWorld();
  await recordTasks(world.db, world.clock.now());
  expect(await openDoors({ ...world, roomLeft: async () => leastRoom - 1 })).toBeNull();
  expect(await openDoors({ ...world, roomLeft: async () => leastRoom })).not.toBeNull();
});

it("a clock that was set back a day holds back neither what waits nor a quiet channel (FAULTS 47)", async () => {
  const world = testWorld();
  world.upstream.onCreate = () => ({
    outcome: "rejected",
    failure: failure("rateLimited", { retryAfterMs: 20_000 }),
  });
  const id = await submitOne(world);
  expect(await openDoors(world)).toBeNull();
  world.clock.advance(-86_400_000);
  expect(await openDoors(world)).not.toBeNull();
  world.upstream.onCreate = () => accepted("video_1");
  await submitStep(world, await claimOne(world.db, world.clock.now(), "waiting"), heldLease);
  expect((await rowOf(world.db, id)).status).toBe("queued");
});

describe("recoverStep", () => {
  it("a submitting row whose holder died becomes unconfirmed (FAULTS 14, 15)", async () => {
    const world = testWorld();
    const id = await taskAt(world.db, world.clock.now(), { status: "submitting" });
    await recoverStep(world, await claimOne(world.db, world.clock.now(), "submitting"));
    expect(await rowOf(world.db, id)).toMatchObject({ status: "unconfirmed" });
    expect(world.upstream.creates).toHaveLength(0);
  });
});
