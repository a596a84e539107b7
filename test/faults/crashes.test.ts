import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { sweep } from "@/lib/care/sweep";
import { claimId, declareNotCreated } from "@/lib/task/unconfirmed";
import { leaseMs } from "@/lib/worker/lease-watch";
import { checkInvariants } from "../support/invariants";
import { patiently } from "../support/patiently";
import { quickFilms } from "../support/quick-films";
import { type TestStudio, testStudio } from "../support/studio";
import { startWorkerChild } from "../support/worker-child";
import type { Halt } from "../support/worker-process";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const day = 24 * 3_600_000;

const studioWith = () => testStudio({ make: quickFilms(), jobSpeed: 10 });

const posts = ({ sandbox }: TestStudio) =>
  sandbox.requests().filter(({ method }) => method === "POST");

/** Has one task sent by a worker that dies at this point, and lets its lease run out. @returns the task's id. */
async function killedAt(studio: TestStudio, at: Halt["at"]): Promise<string> {
  const [id = ""] = await studio.press();
  const child = await startWorkerChild(studio, { at, how: "hang" });
  if (at.endsWith("Rename")) await studio.time.until(child.halted);
  await child.untilHalted();
  await child.kill();
  studio.time.leap(leaseMs + 1);
  return id;
}

describe("SIGKILL", () => {
  it("FAULTS 13: before `submitting` is committed leaves a task that is sent once after the restart", async () => {
    const studio = await studioWith();
    const id = await killedAt(studio, "beforeCommit");
    expect((await studio.task(id)).status).toBe("waiting");
    expect(posts(studio)).toHaveLength(0);
    studio.startWorker();
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    expect(posts(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });

  it("FAULTS 14: after the commit, before the first byte, leaves an unconfirmed task", async () => {
    const studio = await studioWith();
    const id = await killedAt(studio, "beforeFirstByte");
    expect((await studio.task(id)).status).toBe("submitting");
    studio.startWorker();
    await studio.time.pass(2 * day);
    expect(await studio.task(id)).toMatchObject({
      status: "unconfirmed",
      failureCharged: "unknown",
    });
    expect(posts(studio)).toHaveLength(0);
    await checkInvariants(studio);

    await declareNotCreated(studio.db, id, studio.clock.now());
    await studio.time.settle();
    expect(await studio.task(id)).toMatchObject({ status: "failed", failureCharged: "no" });
    await checkInvariants(studio);
  });

  it("FAULTS 15: after the answer, before the write, leaves an unconfirmed task that a pasted id saves", async () => {
    const studio = await studioWith();
    const id = await killedAt(studio, "afterAnswer");
    expect((await studio.task(id)).status).toBe("submitting");
    studio.startWorker();
    await studio.time.settle();
    const lost = await studio.task(id);
    expect(lost).toMatchObject({ status: "unconfirmed", upstreamId: null });
    await checkInvariants(studio);

    // An id that this key does not know, and another task's: refused, and nothing is changed.
    const [other = ""] = await studio.press();
    await studio.time.settle();
    const taken = (await studio.task(other)).upstreamId ?? "";
    expect(await claimId(studio.db, id, taken, studio.clock.now())).toBe("taken");
    expect(await claimId(studio.db, id, "video_unknown", studio.clock.now())).toBeNull();
    await studio.time.settle();
    const refused = await studio.task(id);
    expect(refused).toMatchObject({ status: "unconfirmed", claimRefusal: "notFound" });
    expect(refused.events).toEqual(lost.events);

    const [line] = studio.sandbox.bill().lines.filter(({ prompt }) => prompt === lost.prompt);
    expect(await claimId(studio.db, id, line?.id ?? "", studio.clock.now())).toBeNull();
    await studio.time.settle();
    expect(await studio.task(id)).toMatchObject({ status: "completed", upstreamId: line?.id });
    expect(posts(studio)).toHaveLength(2);
    await checkInvariants(studio);
  });

  it.each(["beforeRename", "afterRename"] as const)(
    "FAULTS 43: %s leaves the old state or the new one, and nothing behind",
    async (at) => {
      const studio = await studioWith();
      const id = await killedAt(studio, at);
      const stored = await filesOf(studio);
      expect(stored).toEqual(
        at === "beforeRename"
          ? [`${id}.mp4.part`, `${id}.mp4.part.json`]
          : [`${id}.mp4`, `${id}.mp4.part.json`],
      );
      expect(await studio.task(id)).toMatchObject({ status: "archiving", video: null });
      await sweepAtBoot(studio);
      studio.startWorker();
      await studio.time.settle();
      expect((await studio.task(id)).status).toBe("completed");
      await sweepAtBoot(studio);
      expect(await filesOf(studio)).toEqual([`${id}.mp4`]);
      // It was whole: nobody fetches it twice.
      expect(studio.sandbox.requests().filter(({ channel }) => channel === "cdn")).toHaveLength(1);
      await checkInvariants(studio);
    },
  );
});

const sweepAtBoot = ({ db, deps, clock }: TestStudio) =>
  sweep({ db, storage: deps.storage, log: deps.log, now: clock.now() });

const filesOf = async ({ plan }: TestStudio) =>
  (await readdir(path.join(plan.folder, "media", "videos"))).sort();

describe("SIGSTOP past the lease", () => {
  /** Has one task sent by a worker that is stopped at this point, and taken over by another. */
  async function takenOver(studio: TestStudio, at: Halt["at"]) {
    const [id = ""] = await studio.press();
    const stale = await startWorkerChild(studio, { at, how: "stop" });
    await stale.untilHalted();
    studio.time.leap(leaseMs + 1);
    studio.startWorker();
    await studio.time.settle();
    const before = await studio.task(id);
    expect(before).toMatchObject({ status: "unconfirmed", upstreamId: null });
    stale.goOn();
    return { id, before, stale };
  }

  it("FAULTS 20: before the first byte sends nothing when it wakes, and the task is never sent again", async () => {
    const studio = await studioWith();
    const { id, before, stale } = await takenOver(studio, "beforeFirstByte");
    // It is awake again when it does some other work.
    const [other = ""] = await studio.press();
    await studio.time.settle();
    await stale.untilSaid("the row was moved by somebody else");
    expect((await studio.task(other)).status).toBe("completed");
    expect(posts(studio)).toHaveLength(1);
    expect(await studio.task(id)).toEqual(before);
    await checkInvariants(studio);
  });

  it("FAULTS 21: after the answer writes no row when it wakes; the id survives, and is given back", async () => {
    const studio = await studioWith();
    const { id, before, stale } = await takenOver(studio, "afterAnswer");
    await stale.untilSaid("the row was moved by somebody else");
    await patiently(async () => expect((await studio.task(id)).status).toBe("queued"));
    await studio.time.settle();
    const { status, events } = await studio.task(id);
    expect(status).toBe("completed");
    expect(events.slice(0, before.events.length)).toEqual(before.events);
    expect(posts(studio)).toHaveLength(1);
    await checkInvariants(studio);
  });
});
