import { createHash } from "node:crypto";
import { access, readFile, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { videoKey } from "@/lib/storage/key";
import { fetchAgain } from "@/lib/task/fetch-again";
import { LeaseLostError } from "@/lib/task/lease";
import { deleteTask } from "@/lib/task/store";
import type { FetchOutcome } from "@/lib/upstream/contract";
import { makeFilm } from "@/test/support/film";
import { claimOne, rowOf, taskAt } from "@/test/support/tasks";
import {
  failure,
  heldLease,
  served,
  snapshot,
  type TestWorld,
  testWorld,
} from "@/test/support/world";
import { archiveStep } from "./archive";
import { leaseMs } from "./lease-watch";
import { createMemory } from "./memory";
import { posterStep } from "./poster";
import { setBack } from "./set-back";

const hour = 3_600_000;
let film: Uint8Array;
beforeAll(async () => {
  film = await makeFilm({ width: 320, height: 176, frames: 24 });
});

const link = "https://cdn.example/film?signature=1";

async function archiving(world: TestWorld, ageMs = 60_000): Promise<string> {
  const now = world.clock.now();
  const submittedAt = new Date(now.getTime() - ageMs);
  const row = { status: "archiving", upstreamId: "video_1", resultUrl: link, submittedAt } as const;
  return taskAt(world.db, now, row);
}

/** Runs one archive step, at the moment the row is due. */
async function step(world: TestWorld, id: string): Promise<void> {
  const { dueAt } = await rowOf(world.db, id);
  world.clock.advance(Math.max(0, (dueAt?.getTime() ?? 0) - world.clock.now().getTime()));
  await archiveStep(world, await claimOne(world.db, world.clock.now(), "archiving"), heldLease);
}

async function expectSaved(world: TestWorld, id: string): Promise<void> {
  const row = await world.db.task.findUniqueOrThrow({ where: { id }, include: { video: true } });
  expect(row).toMatchObject({ status: "completed", failureKind: null, attention: null });
  expect(row.video).toMatchObject({
    width: 320,
    height: 176,
    durationMs: 2_000,
    bytes: BigInt(film.length),
    sha256: createHash("sha256").update(film).digest("hex"),
  });
  const file = await world.storage.localFile(videoKey(id));
  expect((await readFile(file.path)).equals(film)).toBe(true);
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe("archiveStep", () => {
  it("saves the film, verified, and leaves no part behind", async () => {
    const world = testWorld();
    world.upstream.onFetch = () => served(film);
    const id = await archiving(world);
    await step(world, id);
    await expectSaved(world, id);
    expect(world.upstream.fetches).toMatchObject([
      { source: "link", resultUrl: link, range: null },
    ]);
    const part = await world.storage.partPath(videoKey(id));
    expect(await isThere(part)).toBe(false);
    expect(await isThere(`${part}.json`)).toBe(false);
  });

  it("goes on by range after every cut, until it is whole (FAULTS 35)", async () => {
    const world = testWorld();
    world.upstream.onFetch = ({ range }) =>
      served(film, { offset: range?.offset ?? 0, cutAfter: 1_000 });
    const id = await archiving(world);
    while ((await rowOf(world.db, id)).status === "archiving") await step(world, id);
    await expectSaved(world, id);
    expect(world.upstream.fetches.length).toBe(Math.ceil(film.length / 1_000));
    expect(world.upstream.fetches.at(1)?.range).toEqual({ offset: 1_000, etag: '"v1"' });
  });

  it.each([
    ["is answered with the whole file", () => served(film)],
    ["is answered at another offset", () => served(film, { offset: 500 })],
    ["belongs to another version", () => served(film, { offset: 1_000, etag: '"v2"' })],
  ])("never stitches a resume that %s (FAULTS 36)", async (_what, resume) => {
    const world = testWorld();
    const answers = [() => served(film, { cutAfter: 1_000 }), resume, () => served(film)];
    world.upstream.onFetch = () => (answers.shift() ?? resume)();
    const id = await archiving(world);
    while ((await rowOf(world.db, id)).status === "archiving") await step(world, id);
    await expectSaved(world, id);
  });

  it("starts over where there is no validator to resume by", async () => {
    const world = testWorld();
    const answers = [served(film, { cutAfter: 1_000, etag: null }), served(film, { etag: null })];
    world.upstream.onFetch = () => answers.shift() as FetchOutcome;
    const id = await archiving(world);
    await step(world, id);
    await step(world, id);
    await expectSaved(world, id);
    expect(world.upstream.fetches[1]?.range).toBeNull();
  });

  it.each([
    ["has no validator", { etag: null }],
    ["is always sent from its beginning", {}],
  ])(
    "turns to the content route when a link that %s breaks at the same byte for ever",
    async (_what, how) => {
      const world = testWorld();
      world.upstream.onFetch = ({ source }) =>
        source === "content" ? served(film) : served(film, { cutAfter: 1_000, ...how });
      const id = await archiving(world);
      for (let tries = 0; tries < 4; tries++) await step(world, id);
      await expectSaved(world, id);
    },
  );

  it.each([
    ["ends early (FAULTS 37)", () => served(film.subarray(0, -10), { totalBytes: film.length })],
    ["is longer than announced (FAULTS 37)", () => served(film, { totalBytes: film.length - 10 })],
    ["is a page (FAULTS 38)", () => served(new TextEncoder().encode("<html>502</html>"))],
    ["has no index (FAULTS 39)", () => served(film.subarray(0, 40))],
  ])("archives nothing that %s, and fetches it again", async (_what, bad) => {
    const world = testWorld();
    const answers = [bad, () => served(film)];
    world.upstream.onFetch = () => (answers.shift() ?? bad)();
    const id = await archiving(world);
    await step(world, id);
    expect((await rowOf(world.db, id)).status).toBe("archiving");
    await step(world, id);
    await expectSaved(world, id);
  });

  it("turns to the content route at once when the link is unsafe, and then for good (FAULTS 41)", async () => {
    const world = testWorld();
    world.upstream.onFetch = ({ source }) =>
      source === "content"
        ? served(film.subarray(0, 40))
        : { outcome: "failed", failure: failure("unsafeLink") };
    const id = await archiving(world);
    const began = world.clock.now().getTime();
    for (let tries = 0; tries < 3; tries++) await step(world, id);
    expect(world.upstream.fetches.map(({ source }) => source)).toEqual([
      ...["link", "content", "content"],
    ]);
    world.upstream.onFetch = () => served(film);
    await step(world, id);
    await expectSaved(world, id);
    expect(world.clock.now().getTime() - began).toBeLessThan(60_000);
  });

  describe("left with a link that is refused (FAULTS 33)", () => {
    const otherLink = "https://cdn.example/film?signature=2";
    /** @param good the link that is not refused, if any. */
    async function linkRefused(world: TestWorld, good: string | null): Promise<string> {
      world.upstream.onFetch = ({ source, resultUrl }) =>
        source === "content" || resultUrl === good
          ? served(film)
          : { outcome: "failed", failure: failure("notFound") };
      const id = await archiving(world);
      const lastPolledAt = world.clock.now();
      await world.db.task.update({ where: { id }, data: { lastPolledAt } });
      await step(world, id);
      const row = await rowOf(world.db, id);
      expect(row).toMatchObject({ status: "archiving", resultUrl: null });
      expect(row.dueAt?.getTime()).toBe(lastPolledAt.getTime() + 30_000);
      return id;
    }
    const ways = ({ upstream }: TestWorld) =>
      upstream.fetches.map(({ source, resultUrl }) => (source === "link" ? resultUrl : source));

    it("asks for a fresh one, and uses it", async () => {
      const world = testWorld();
      const id = await linkRefused(world, otherLink);
      world.upstream.onPoll = () => snapshot({ state: "completed", resultUrl: otherLink });
      await step(world, id);
      await expectSaved(world, id);
      expect(world.upstream.polls).toHaveLength(1);
      expect(ways(world)).toEqual([link, otherLink]);
    });

    it.each([
      ["the same is told", () => snapshot({ state: "completed", resultUrl: link }), [link]],
      ["none is told", () => snapshot({ state: "in_progress" }), []],
      ["nothing is told", () => ({ outcome: "failed", failure: failure("network") }) as const, []],
    ])("turns to the content route when %s", async (_what, told, tried) => {
      const world = testWorld();
      const id = await linkRefused(world, null);
      world.upstream.onPoll = told;
      while ((await rowOf(world.db, id)).status === "archiving") await step(world, id);
      await expectSaved(world, id);
      expect(world.upstream.polls).toHaveLength(1);
      expect(ways(world)).toEqual([link, ...tried, "content"]);
      expect(await world.db.channelPause.count()).toBe(0);
    });

    it("does not ask again what a worker that died had asked a moment ago", async () => {
      const world = testWorld();
      const id = await linkRefused(world, null);
      world.upstream.onPoll = () => {
        throw new Error("killed");
      };
      await expect(step(world, id)).rejects.toThrow("killed");
      const restarted = { ...world, memory: createMemory() };
      world.clock.advance(leaseMs - 1_000);
      await world.db.task.update({ where: { id }, data: { leaseUntil: null } });
      await archiveStep(
        restarted,
        await claimOne(world.db, world.clock.now(), "archiving"),
        heldLease,
      );
      await expectSaved(world, id);
      expect(world.upstream.polls).toHaveLength(1);
    });
  });

  it("waits 4 s while the content lags behind the job (FAULTS 34)", async () => {
    const world = testWorld();
    world.upstream.onFetch = () => ({ outcome: "failed", failure: failure("notReady") });
    const id = await archiving(world);
    const before = world.clock.now().getTime();
    await step(world, id);
    expect((await rowOf(world.db, id)).dueAt?.getTime()).toBe(before + 4_000);
  });

  it("tries for as long as upstream keeps a film, then says that it is gone (FAULTS 52)", async () => {
    const world = testWorld();
    world.upstream.onFetch = () => ({ outcome: "failed", failure: failure("notFound") });
    const id = await archiving(world, 20 * hour);
    for (let tries = 0; tries < 5; tries++) await step(world, id);
    expect((await rowOf(world.db, id)).status).toBe("archiving");
    world.clock.advance(5 * hour);
    await step(world, id);
    expect(await rowOf(world.db, id)).toMatchObject({
      status: "expired",
      failureKind: "expired",
      failureCharged: "yes",
      dueAt: null,
    });
  });

  it.each(["network", "upstream", "auth", "unsafeLink"] as const)(
    "never takes %s for a sign that the film is gone (FAULTS 25, 52)",
    async (kind) => {
      const world = testWorld();
      world.upstream.onFetch = () => ({ outcome: "failed", failure: failure(kind) });
      const id = await archiving(world, 25 * hour);
      for (let tries = 0; tries < 6; tries++) await step(world, id);
      expect((await rowOf(world.db, id)).status).toBe("archiving");
      world.upstream.onFetch = () => served(film);
      await step(world, id);
      await expectSaved(world, id);
    },
  );

  it("looks ever more rarely at content that stays not ready, and at last gives it up for gone", async () => {
    const world = testWorld();
    world.upstream.onFetch = () => ({ outcome: "failed", failure: failure("notReady") });
    const id = await archiving(world);
    const began = world.clock.now().getTime();
    for (let looks = 0; looks < 20; looks++) await step(world, id);
    expect(world.clock.now().getTime() - began).toBeGreaterThan(hour / 2);
    world.clock.advance(24 * hour);
    await step(world, id);
    expect((await rowOf(world.db, id)).status).toBe("expired");
  });

  it("adopts a file that was saved just before a crash (FAULTS 43)", async () => {
    const world = testWorld();
    const id = await archiving(world);
    const part = await world.storage.partPath(videoKey(id));
    await writeFile(part, film);
    await writeFile(`${part}.json`, "{}");
    await world.storage.commit(videoKey(id));
    await step(world, id);
    await expectSaved(world, id);
    expect(await isThere(`${part}.json`)).toBe(false);
    expect(world.upstream.fetches).toHaveLength(0);
  });
});

describe("a film that is never whole (FAULTS 39)", () => {
  const half = () => served(film.subarray(0, 40));
  const aside = (world: TestWorld) => filesOf(world, "unclaimed");
  const filesOf = async ({ storage }: TestWorld, kind: "unclaimed" | "part") => {
    const names: string[] = [];
    for await (const file of storage.list()) if (file.kind === kind) names.push(file.name);
    return names;
  };

  async function givenUp(world: TestWorld): Promise<string> {
    world.upstream.onFetch = half;
    const id = await archiving(world);
    for (let tries = 0; tries < 4; tries++) {
      expect(await rowOf(world.db, id)).toMatchObject({ attention: null, refetches: tries });
      await step(world, id);
    }
    expect(await rowOf(world.db, id)).toMatchObject({ status: "archiving", attention: "badFile" });
    return id;
  }

  it("is fetched again three times, the last is kept aside, and that is told", async () => {
    const world = testWorld();
    const id = await givenUp(world);
    for (let looks = 0; looks < 10; looks++) await step(world, id);
    expect(world.upstream.fetches).toHaveLength(4);
    expect(await aside(world)).toEqual([`unclaimed/${id}.bad.mp4`]);
    expect(await filesOf(world, "part")).toEqual([]);
    const notes = await world.db.taskEvent.findMany({ where: { taskId: id, to: "archiving" } });
    expect(notes).toHaveLength(4);
    expect(notes[3]?.detail).toContain(`media/unclaimed/${id}.bad.mp4`);
  });

  it("has all its tries again when the user wants it, and is saved when it is whole by then", async () => {
    const world = testWorld();
    const id = await givenUp(world);
    expect(await fetchAgain(world.db, id, world.clock.now())).toBeNull();
    expect(await fetchAgain(world.db, id, world.clock.now())).toBe("archiving");
    for (let tries = 0; tries < 3; tries++) await step(world, id);
    expect(await rowOf(world.db, id)).toMatchObject({ attention: null });
    world.upstream.onFetch = () => served(film);
    await step(world, id);
    await expectSaved(world, id);
    expect(await aside(world)).toEqual([]);
    expect(await fetchAgain(world.db, id, world.clock.now())).toBe("completed");
  });

  it("expires when upstream has deleted it; what came is kept", async () => {
    const world = testWorld();
    const id = await givenUp(world);
    const began = world.clock.now().getTime();
    while ((await rowOf(world.db, id)).status === "archiving") await step(world, id);
    expect(world.clock.now().getTime() - began).toBeGreaterThan(23 * hour);
    expect(await rowOf(world.db, id)).toMatchObject({
      ...{ status: "expired", failureKind: "expired", failureCharged: "yes" },
      ...{ attention: null, dueAt: null },
    });
    expect(world.upstream.fetches).toHaveLength(4);
    expect(await aside(world)).toHaveLength(1);
  });
});

it("a disk that fills up keeps the part, and the download goes on when there is room (FAULTS 42)", async () => {
  const world = testWorld();
  world.upstream.onFetch = ({ range }) =>
    served(film, { offset: range?.offset ?? 0, cutAfter: 500 });
  const id = await archiving(world);
  await step(world, id);
  const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  world.clock.advance(1_000);
  const task = await claimOne(world.db, world.clock.now(), "archiving");
  await setBack(world, task, new Error("committing failed", { cause: full }));
  expect(await rowOf(world.db, id)).toMatchObject({ status: "archiving", attention: "storage" });
  while ((await rowOf(world.db, id)).status === "archiving") await step(world, id);
  await expectSaved(world, id);
  expect(world.upstream.fetches.at(1)?.range?.offset).toBe(500);
});

it("a film whose task is deleted while it comes in is gone with its row (FAULTS 53)", async () => {
  const world = testWorld();
  const id = await archiving(world);
  const deleted: (string[] | null)[] = [];
  world.upstream.onFetch = () => served(film);
  const fetch = world.upstream.fetch;
  world.upstream.fetch = async (request, signal) => {
    deleted.push(await deleteTask(world.db, id));
    return fetch(request, signal);
  };
  await expect(step(world, id)).rejects.toThrow(LeaseLostError);
  expect(deleted).toEqual([[]]);
  expect(await world.db.task.count()).toBe(0);
  expect(await world.storage.stat(videoKey(id))).toBeNull();
  expect(await isThere(await world.storage.partPath(videoKey(id)))).toBe(false);
});

describe("posterStep", () => {
  it("gives an archived film a poster and a placeholder, and lets the row rest", async () => {
    const world = testWorld();
    world.upstream.onFetch = () => served(film);
    const id = await archiving(world);
    await step(world, id);
    await posterStep(world, await claimOne(world.db, world.clock.now(), "completed"));
    const video = await world.db.video.findUniqueOrThrow({ where: { taskId: id } });
    expect(video.posterKey).toBe(`posters/${id}.webp`);
    expect(video.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect((await rowOf(world.db, id)).dueAt).toBeNull();
  });

  it("tries three times and leaves the film as it is (FAULTS 55)", async () => {
    const world = testWorld();
    world.upstream.onFetch = () => served(film);
    const id = await archiving(world);
    await step(world, id);
    const file = await world.storage.localFile(videoKey(id));
    await writeFile(file.path, film.subarray(0, 200));
    for (let tries = 0; tries < 3; tries++) {
      await posterStep(world, await claimOne(world.db, world.clock.now(), "completed"));
      world.clock.advance(5_000);
    }
    expect(await rowOf(world.db, id)).toMatchObject({ status: "completed", dueAt: null });
  });
});
