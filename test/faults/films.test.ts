import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { videoKey } from "@/lib/storage/key";
import { fetchAgain } from "@/lib/task/fetch-again";
import { chargeOf } from "@/lib/task/status";
import { publicLookup } from "@/lib/upstream/links";
import { faultProxy } from "../support/fault-proxy";
import { checkInvariants } from "../support/invariants";
import { quickFilms } from "../support/quick-films";
import { type StudioOptions, type TestStudio, testStudio } from "../support/studio";
import { serve, serveSockets } from "../support/wire";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const studioWith = (options: StudioOptions = {}) =>
  testStudio({ make: quickFilms(), jobSpeed: 10, ...options });

interface Fetch {
  at: number;
  from: "link" | "content";
  status: number | null;
}

/** Every try to fetch the film of a task, as the sandbox saw it. */
async function fetches(studio: TestStudio, id: string | undefined): Promise<Fetch[]> {
  const { upstreamId } = await studio.task(id);
  const ways = new Map<string, Fetch["from"]>([
    [`/videos/${upstreamId}.mp4`, "link"],
    [`/v1/videos/${upstreamId}/content`, "content"],
  ]);
  return studio.sandbox.requests().flatMap(({ at, path: where, status }) => {
    const from = ways.get(where);
    return from ? [{ at, from, status }] : [];
  });
}

/** Presses once for each prompt, lets the studio work, and expects every film to be saved. */
async function saved(studio: TestStudio, prompts: string[]): Promise<string[]> {
  const pressed = await Promise.all(prompts.map((prompt) => studio.press({ prompt })));
  studio.startWorker();
  await studio.time.settle();
  for (const [id] of pressed) {
    expect(await studio.task(id)).toMatchObject({ status: "completed", attention: null });
  }
  await checkInvariants(studio);
  await expectNoLeftovers(studio);
  return pressed.flat();
}

async function expectNoLeftovers({ plan }: TestStudio): Promise<void> {
  const names = await readdir(path.join(plan.folder, "media", "videos"));
  expect(names.filter((name) => !name.endsWith(".mp4"))).toEqual([]);
}

const quarantine = async ({ plan }: TestStudio) =>
  (await readdir(path.join(plan.folder, "media", "unclaimed"))).sort();

describe("the way to the film", () => {
  it("FAULTS 32: leads by /content when no link is given", async () => {
    const studio = await studioWith();
    const [named, nested] = await saved(studio, ["[[no-link]] a fox", "[[metadata-link]] a hare"]);
    expect(await fetches(studio, named)).toMatchObject([{ from: "content", status: 200 }]);
    expect(await fetches(studio, nested)).toMatchObject([{ from: "link", status: 200 }]);
  });

  it("FAULTS 33: leads by /content when the link is refused, which pauses nothing", async () => {
    const studio = await studioWith();
    const [late, never] = await saved(studio, ["[[link-expired]] a fox", "[[cdn-403]] a hare"]);
    expect((await fetches(studio, late))[0]).toMatchObject({ from: "link", status: 403 });
    expect((await fetches(studio, never)).at(-1)).toMatchObject({ from: "content", status: 200 });
    expect(await studio.db.channelPause.count()).toBe(0);
  });

  it("FAULTS 33: after one fresh poll for another link", async () => {
    const studio = await studioWith();
    const [id] = await saved(studio, ["[[cdn-403]] a fox"]);
    const { upstreamId } = await studio.task(id);
    const ways = studio.sandbox
      .requests()
      .map(({ path: where }) => where)
      .filter((where) => where.includes(`${upstreamId}`));
    const [link, poll] = [`/videos/${upstreamId}.mp4`, `/v1/videos/${upstreamId}`];
    expect(ways).toEqual([poll, link, poll, link, `${poll}/content`]);
  });

  it("FAULTS 34: waits four seconds after each 400 of a job that has just been completed", async () => {
    const studio = await studioWith();
    const [id] = await saved(studio, ["[[no-link]] [[content-lag*4]] a fox"]);
    const tries = await fetches(studio, id);
    expect(tries.map(({ status }) => status)).toEqual([400, 400, 400, 400, 200]);
    const gaps = tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? 0));
    expect(gaps).toEqual([4_000, 4_000, 4_000, 4_000]);
  });
});

describe("a connection that is cut", () => {
  it("FAULTS 35: goes on by range until the film is whole, wherever it was cut", async () => {
    const studio = await studioWith();
    const proxy = await faultProxy(studio.sandbox.baseUrl);
    studio.plan.baseUrl = proxy.origin;
    const on = /^GET \S+\/content/;
    const cuts = [100, 0, 3_000, 5_000, 10_000].map((answerBytes) => ({ on, answerBytes }));
    proxy.faults.push(...cuts.map((cut) => ({ ...cut, how: "reset" as const })));
    proxy.faults.push(
      { on, answerBytes: 2_000, how: "end" },
      { on, requestBytes: 9, how: "reset" },
    );
    const [cut, thirds] = await saved(studio, ["[[no-link]] a fox", "[[cut]] a hare"]);
    expect(proxy.faults).toEqual([]);
    const statuses = (await fetches(studio, cut)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 206).length).toBeGreaterThanOrEqual(3);
    expect(statuses.at(-1)).toBe(206);
    const third = (await fetches(studio, thirds)).map(({ status }) => status);
    expect(third).toEqual([200, 206, 206]);
  });

  it("FAULTS 35: or falls silent", async () => {
    const studio = await studioWith({ timeouts: { stall: 3_000 } });
    const [id] = await saved(studio, ["[[stall-body]] a fox"]);
    expect((await fetches(studio, id)).map(({ status }) => status)).toEqual([200, 206]);
  });

  it.each([
    ["is ignored", "no-range"],
    ["is answered from another offset", "wrong-range"],
    ["is about another version", "etag"],
  ])(
    "FAULTS 36: starts over where the range %s, and never joins two files",
    async (_what, word) => {
      const studio = await studioWith();
      const [id] = await saved(studio, [`[[cut*1]] [[${word}]] a fox`]);
      const last = (await fetches(studio, id)).at(-1);
      expect(last?.status).toBe(200);
    },
  );
});

describe("a file that is not the film", () => {
  it("FAULTS 37: a length that is short or long is fetched again", async () => {
    const studio = await studioWith();
    const [short] = await saved(studio, ["[[short]] a fox", "[[long]] a hare"]);
    expect((await fetches(studio, short)).length).toBeGreaterThan(1);
  });

  it("FAULTS 38: a page or JSON with 200 is fetched again", async () => {
    const studio = await studioWith();
    const ids = await saved(studio, ["[[film-html]] a fox", "[[film-json]] a hare"]);
    for (const id of ids) expect(await fetches(studio, id)).toHaveLength(2);
  });

  it("FAULTS 39: a file that is no MP4, lacks its index or lies is never kept as a film", async () => {
    const studio = await studioWith();
    const words = ["not-mp4", "no-moov", "boxes-lie", "truncated"];
    const pressed = await Promise.all(
      words.map((word) => studio.press({ prompt: `[[${word}]] a fox` })),
    );
    studio.startWorker();
    await studio.time.pass(5 * 60_000);
    for (const id of pressed.flat()) {
      const { status, attention } = await studio.task(id);
      expect({ status, attention }).toEqual({ status: "archiving", attention: "badFile" });
      expect(chargeOf(status, null)).toBe("held");
      expect(await studio.deps.storage.stat(videoKey(id))).toBeNull();
    }
    await checkInvariants(studio);
  });

  it("FAULTS 39: and fetched again three times at most, until the user wants it again", async () => {
    const studio = await studioWith();
    const [whole] = await studio.press({ prompt: "[[not-mp4*5]] a fox" });
    const [never] = await studio.press({ prompt: "[[not-mp4]] a hare" });
    studio.startWorker();
    await studio.time.pass(3_600_000);
    for (const id of [whole, never]) expect(await fetches(studio, id)).toHaveLength(4);
    expect(await quarantine(studio)).toEqual([`${whole}.bad.mp4`, `${never}.bad.mp4`].sort());
    expect(await fetchAgain(studio.db, whole ?? "", studio.clock.now())).toBeNull();
    await studio.time.settle();
    expect((await studio.task(whole)).status).toBe("completed");
    const { status, failureCharged } = await studio.task(never);
    expect({ status, failureCharged }).toEqual({ status: "expired", failureCharged: "yes" });
    expect(await fetches(studio, never)).toHaveLength(4);
    expect(await quarantine(studio)).toEqual([`${never}.bad.mp4`]);
    await checkInvariants(studio);
  });

  it("FAULTS 40: a film of another size or length is kept, and both are told", async () => {
    const studio = await studioWith();
    const [size, length] = await saved(studio, ["[[other-size]] a fox", "[[other-length]] a hare"]);
    expect((await studio.task(size)).video).toMatchObject({ width: 1280, height: 704 });
    expect((await studio.task(length)).video).toMatchObject({ durationMs: 3_000 });
    expect(await studio.task(length)).toMatchObject({ size: "1280x720", seconds: 4 });
  });
});

describe("a link that must not be followed", () => {
  it("FAULTS 41: is refused before a byte is sent, and the film comes by /content", async () => {
    const resolve: Parameters<typeof publicLookup>[0] = (name, _options, callback) => {
      const own = { address: "127.0.0.1", family: 4 };
      const theirs = { address: "93.184.216.34", family: 4 };
      callback(null, name === "mixed.example" ? [theirs, own] : [own]);
    };
    const studio = await studioWith({ names: { links: publicLookup(resolve) } });
    const { port, received } = await serveSockets((socket) => socket.end());
    const redirecting = await serve((_heard, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/film.mp4` }).end(),
    );
    studio.plan.linkOrigins.push(redirecting.origin);
    const links = [
      `http://127.0.0.1:${port}/film.mp4`,
      `https://127.0.0.1:${port}/film.mp4`,
      `https://[::1]:${port}/film.mp4`,
      `https://[::ffff:127.0.0.1]:${port}/film.mp4`,
      "https://169.254.169.254/latest/meta-data/",
      "file:///etc/passwd",
      `https://inside.example:${port}/film.mp4`,
      `https://mixed.example:${port}/film.mp4`,
      `${redirecting.origin}/film.mp4`,
    ];
    const ids = await studio.press({ takes: links.length });
    studio.startWorker();
    await studio.time.until(async () => (await queued(studio)) === links.length);
    for (const [index, id] of ids.entries()) await completeWith(studio, id, links[index] ?? "");
    await studio.time.settle();
    for (const id of ids) {
      expect((await studio.task(id)).status).toBe("completed");
      expect((await fetches(studio, id)).map(({ from }) => from)).toEqual(["content"]);
      const refused = studio.log.filter((line) => "kind" in line && line.kind === "unsafeLink");
      expect(refused.map(({ taskId }) => taskId)).toContain(id);
    }
    expect(received).toEqual([]);
    expect(redirecting.heard.length).toBeGreaterThan(0);
    await checkInvariants(studio);
  });

  it("FAULTS 41: nor are those that the sandbox gives", async () => {
    const studio = await studioWith();
    const words = ["link-loopback", "link-internal", "link-file", "link-redirect"];
    await saved(
      studio,
      words.map((word) => `[[${word}]] a fox`),
    );
  });
});

const queued = ({ db }: TestStudio) => db.task.count({ where: { status: "queued" } });

/** The next look at the job finds it completed, with this link. */
async function completeWith(studio: TestStudio, id: string, link: string): Promise<void> {
  const { upstreamId } = await studio.task(id);
  const body = { id: upstreamId, object: "video", status: "completed", video_url: link };
  const answer = { status: 200, body };
  studio.sandbox.inject({ method: "GET", path: `/v1/videos/${upstreamId}`, times: 1, answer });
}
