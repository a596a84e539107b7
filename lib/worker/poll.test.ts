import { describe, expect, it } from "vitest";
import { chargeOf } from "@/lib/task/status";
import { claimOne, rowOf, taskAt } from "@/test/support/tasks";
import { failure, heldLease, snapshot, type TestWorld, testWorld } from "@/test/support/world";
import { pollStep } from "./poll";

const minute = 60_000;

async function polled(world: TestWorld, ageMs = minute): Promise<string> {
  const now = world.clock.now();
  const submittedAt = new Date(now.getTime() - ageMs);
  const id = await taskAt(world.db, now, { status: "queued", upstreamId: "video_1", submittedAt });
  await pollStep(world, await claimOne(world.db, now, "queued"), heldLease);
  return id;
}

const waited = async (world: TestWorld, id: string) =>
  ((await rowOf(world.db, id)).dueAt?.getTime() ?? 0) - world.clock.now().getTime();

describe("pollStep", () => {
  it("follows a job, progress as it is told, and looks again in 30 s", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => snapshot({ state: "in_progress", progress: 30 });
    const id = await polled(world);
    expect(await rowOf(world.db, id)).toMatchObject({ status: "in_progress", progress: 30 });
    expect(await waited(world, id)).toBe(30_000);
  });

  it("fails an id that the user gave and upstream denies at the first look, in words and free", async () => {
    const world = testWorld();
    const denial = failure("notFound", { charged: "unknown" });
    world.upstream.onPoll = () => ({ outcome: "failed", failure: denial });
    const now = world.clock.now();
    const id = await taskAt(world.db, now, {
      status: "queued",
      upstreamId: "x",
      origin: "adopted",
    });
    await pollStep(world, await claimOne(world.db, now, "queued"), heldLease);
    expect(await rowOf(world.db, id)).toMatchObject({
      ...{ status: "failed", failureKind: "notFound", failureCharged: "no", dueAt: null },
      // It may be known later, or belong to a task in doubt.
      upstreamId: null,
    });
  });

  it("hands a completed job over to the archive at once, with its link", async () => {
    const world = testWorld();
    world.upstream.onPoll = () =>
      snapshot({ state: "completed", resultUrl: "https://cdn.example/v" });
    const id = await polled(world);
    expect(await rowOf(world.db, id)).toMatchObject({
      status: "archiving",
      resultUrl: "https://cdn.example/v",
    });
    expect(await waited(world, id)).toBe(0);
  });

  it.each([
    ["failed", failure("moderated"), "failed", "moderated", "no"],
    ["failed", null, "failed", "upstream", "no"],
    ["expired", null, "expired", "expired", "yes"],
  ] as const)("settles a job that %s", async (state, told, status, kind, charged) => {
    const world = testWorld();
    world.upstream.onPoll = () => snapshot({ state, failure: told });
    const id = await polled(world);
    expect(await rowOf(world.db, id)).toMatchObject({
      status,
      failureKind: kind,
      failureCharged: charged,
      dueAt: null,
    });
  });

  it("keeps watching a job whose status word is unknown (FAULTS 28)", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => snapshot({ state: "unrecognised", rawState: "marinating" });
    const id = await polled(world);
    expect((await rowOf(world.db, id)).status).toBe("queued");
    expect(await waited(world, id)).toBe(30_000);
  });

  it("flags a job beyond its usual time and watches it ever more rarely (FAULTS 30)", async () => {
    const world = testWorld();
    const id = await polled(world, 60 * minute);
    expect((await rowOf(world.db, id)).attention).toBe("slow");
    expect(await waited(world, id)).toBe(6 * minute);
  });

  it("gives an unknown id five minutes of grace, then asks for a look and keeps the hold (FAULTS 26, 27)", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => ({ outcome: "failed", failure: failure("notFound") });
    const fresh = await polled(world, minute);
    expect(await rowOf(world.db, fresh)).toMatchObject({ status: "queued", attention: null });
    await world.db.task.deleteMany();
    const old = await polled(world, 6 * minute);
    expect(await rowOf(world.db, old)).toMatchObject({ status: "queued", attention: "notFound" });
  });

  it("leaves a job to the user that is denied for as long as a film is kept (FAULTS 27)", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => ({ outcome: "failed", failure: failure("notFound") });
    const id = await polled(world, 25 * 60 * minute);
    const again = async () => {
      world.clock.advance(await waited(world, id));
      await pollStep(world, await claimOne(world.db, world.clock.now(), "queued"), heldLease);
    };
    await again();
    expect(await rowOf(world.db, id)).toMatchObject({ status: "queued", attention: "notFound" });
    await again();
    const row = await rowOf(world.db, id);
    expect(row).toMatchObject({
      ...{ status: "unconfirmed", dueAt: null, attention: "notFound", upstreamId: "video_1" },
      ...{ failureKind: "notFound", failureCharged: "unknown" },
    });
    expect(chargeOf(row.status, "unknown")).toBe("uncertain");
  });

  it.each(["network", "upstream", "notReady"] as const)(
    "outlives %s with ever longer waits, never closer than the channel allows (FAULTS 25)",
    async (kind) => {
      const world = testWorld();
      world.upstream.onPoll = () => ({ outcome: "failed", failure: failure(kind) });
      const id = await polled(world);
      const waits: number[] = [];
      for (let tries = 0; tries < 6; tries++) {
        waits.push(await waited(world, id));
        world.clock.advance(waits.at(-1) ?? 0);
        await pollStep(world, await claimOne(world.db, world.clock.now(), "queued"), heldLease);
      }
      expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
      expect((await rowOf(world.db, id)).status).toBe("queued");
    },
  );

  it("a refused key pauses the channel and leaves the job alone (FAULTS 8)", async () => {
    const world = testWorld();
    world.upstream.onPoll = () => ({ outcome: "failed", failure: failure("auth") });
    const id = await polled(world);
    expect((await rowOf(world.db, id)).status).toBe("queued");
    expect(await world.db.channelPause.findMany()).toMatchObject([{ kind: "auth", model: "" }]);
  });
});
