import { describe, expect, it } from "vitest";
import type { Task } from "@/lib/db";
import { LeaseLostError } from "@/lib/task/lease";
import { claimId } from "@/lib/task/unconfirmed";
import type { ListedJob } from "@/lib/upstream/contract";
import { claimOne, recordTasks, rowOf, taskAt } from "@/test/support/tasks";
import { failure, heldLease, snapshot, type TestWorld, testWorld } from "@/test/support/world";
import { createMemory } from "./memory";
import { reconcileStep } from "./reconcile";

async function unconfirmed(world: TestWorld, row: Partial<Task> = {}): Promise<string> {
  return taskAt(world.db, world.clock.now(), { status: "unconfirmed", ...row });
}

async function reconcile(world: TestWorld, id: string): Promise<Task> {
  const { dueAt } = await rowOf(world.db, id);
  world.clock.advance(Math.max(0, (dueAt?.getTime() ?? 0) - world.clock.now().getTime()));
  const task = await claimOne(world.db, world.clock.now(), "unconfirmed");
  await reconcileStep(world, task, heldLease);
  return rowOf(world.db, id);
}

const job = (world: TestWorld, changes: Partial<ListedJob> = {}): ListedJob => ({
  upstreamId: "video_1",
  model: "sora-2",
  seconds: 4,
  size: "1280x720",
  prompt: null,
  createdAt: world.clock.now(),
  ...changes,
});

describe("a pasted id", () => {
  const paste = async (world: TestWorld, id: string) =>
    claimId(world.db, id, "video_9", world.clock.now());

  it("is adopted once upstream knows it (FAULTS 15)", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    await paste(world, id);
    expect(await reconcile(world, id)).toMatchObject({
      status: "queued",
      upstreamId: "video_9",
      claimedId: null,
      failureKind: null,
      dueAt: new Date(world.clock.now().getTime() + 30_000),
    });
    expect(world.upstream.polls).toEqual(["video_9"]);
  });

  it("is not asked for again, nor is another one, before the channel allows", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    const soonest = new Date(world.clock.now().getTime() + 30_000);
    world.upstream.onPoll = () => ({ outcome: "failed", failure: failure("notFound") });
    await paste(world, id);
    await reconcile(world, id);
    world.upstream.onPoll = () => snapshot({});
    await paste(world, id);
    expect(await reconcile(world, id)).toMatchObject({ claimedId: "video_9", dueAt: soonest });
    const adopted = await reconcile(world, id);
    expect(adopted.status).toBe("queued");
    expect(adopted.dueAt?.getTime()).toBe(world.clock.now().getTime() + 30_000);
    expect(world.upstream.polls).toHaveLength(2);
  });

  it("is not asked for a second time in 30 s by whoever comes after a crash", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    const asked = world.clock.now().getTime();
    world.upstream.onPoll = () => {
      throw new Error("killed");
    };
    await paste(world, id);
    await expect(reconcile(world, id)).rejects.toThrow("killed");
    await world.db.task.update({ where: { id }, data: { leaseUntil: null } });
    const restarted = { ...world, memory: createMemory() };
    world.upstream.onPoll = () => snapshot({});
    expect((await reconcile(restarted, id)).dueAt?.getTime()).toBe(asked + 30_000);
    expect((await reconcile(restarted, id)).status).toBe("queued");
  });

  it("that upstream does not know is refused, and nothing is changed", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => ({ outcome: "failed", failure: failure("notFound") });
    const id = await unconfirmed(world, { failureKind: "network" });
    await paste(world, id);
    expect(await reconcile(world, id)).toMatchObject({
      status: "unconfirmed",
      upstreamId: null,
      claimRefusal: "notFound",
      failureKind: "network",
      dueAt: null,
    });
  });

  it("is checked again while upstream does not answer, and at last refused as unchecked", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => ({ outcome: "failed", failure: failure("network") });
    const id = await unconfirmed(world);
    await paste(world, id);
    for (let checks = 0; checks < 4; checks++) {
      expect(await reconcile(world, id)).toMatchObject({ claimedId: "video_9" });
    }
    expect(await reconcile(world, id)).toMatchObject({ claimRefusal: "unreachable", dueAt: null });
  });

  it("is not forgotten when it comes while the list is being read", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    const list = world.upstream.list;
    world.upstream.list = async (signal) => {
      await paste(world, id);
      return list(signal);
    };
    await expect(reconcile(world, id)).rejects.toThrow(LeaseLostError);
    expect(await reconcile(world, id)).toMatchObject({ status: "queued", upstreamId: "video_9" });
  });

  it("that another task got while it was being checked is refused", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    await paste(world, id);
    world.upstream.onPoll = () => snapshot({});
    await taskAt(world.db, world.clock.now(), { status: "queued", upstreamId: "video_9" });
    expect(await reconcile(world, id)).toMatchObject({
      status: "unconfirmed",
      claimRefusal: "taken",
    });
  });
});

describe("upstream's list", () => {
  it("adopts the one job that it can be (FAULTS 22)", async () => {
    const world = testWorld();
    await taskAt(world.db, world.clock.now(), { status: "queued", upstreamId: "video_owned" });
    const id = await unconfirmed(world);
    world.upstream.onList = () => ({
      outcome: "jobs",
      jobs: [
        job(world, { upstreamId: "video_owned" }),
        job(world, { upstreamId: "video_longer", seconds: 8 }),
        job(world, { upstreamId: "video_old", createdAt: new Date(0) }),
        job(world, { upstreamId: "video_timeless", createdAt: null }),
        job(world),
      ],
    });
    expect(await reconcile(world, id)).toMatchObject({
      ...{ status: "queued", upstreamId: "video_1" },
      dueAt: new Date(world.clock.now().getTime() + 30_000),
    });
  });

  it("may tell the prompt with the line breaks of a form", async () => {
    const world = testWorld();
    const [id = ""] = await recordTasks(world.db, world.clock.now(), { prompt: "A fox.\nSnow. " });
    await world.db.task.update({ where: { id }, data: { status: "unconfirmed" } });
    const prompt = "A fox.\r\nSnow.";
    world.upstream.onList = () => ({ outcome: "jobs", jobs: [job(world, { prompt })] });
    expect(await reconcile(world, id)).toMatchObject({ status: "queued", upstreamId: "video_1" });
  });

  it("with several leaves the choice to the user (FAULTS 23)", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    const jobs = [job(world), job(world, { upstreamId: "video_2" })];
    world.upstream.onList = () => ({ outcome: "jobs", jobs });
    expect(await reconcile(world, id)).toMatchObject({
      status: "unconfirmed",
      candidates: "video_1\nvideo_2",
      dueAt: null,
    });
  });

  it("proves nothing when another unconfirmed task could be the same job", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    await unconfirmed(world, { dueAt: null });
    world.upstream.onList = () => ({ outcome: "jobs", jobs: [job(world)] });
    expect(await reconcile(world, id)).toMatchObject({
      status: "unconfirmed",
      candidates: "video_1",
    });
  });

  it("that does not exist is remembered, and not asked for again (FAULTS 24)", async () => {
    const world = testWorld();
    const first = await unconfirmed(world);
    expect(await reconcile(world, first)).toMatchObject({ status: "unconfirmed", dueAt: null });
    const second = await unconfirmed(world);
    await reconcile(world, second);
    expect(world.upstream.lists).toBe(1);
  });

  it("without the job is asked three times, because it may lag", async () => {
    const world = testWorld();
    const id = await unconfirmed(world);
    world.upstream.onList = () => ({ outcome: "jobs", jobs: [] });
    expect((await reconcile(world, id)).dueAt).not.toBeNull();
    expect((await reconcile(world, id)).dueAt).not.toBeNull();
    expect(await reconcile(world, id)).toMatchObject({ status: "unconfirmed", dueAt: null });
  });
});
