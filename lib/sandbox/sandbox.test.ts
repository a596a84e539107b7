import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { cdn, filmBytes, openSandbox, temporaryFolder, wholeLife } from "./fixture";

const video = (response: Response) => response.json() as Promise<Record<string, never>>;
const idOf = async (response: Response): Promise<string> => (await video(response)).id ?? "";

describe("the official channel", () => {
  it("answers in OpenAI's shape and leads from queued over in_progress to completed with a link", async () => {
    const { createOfficial, status, clock, drawn } = openSandbox();
    const created = await video(await createOfficial());
    expect(created).toEqual({
      id: expect.stringMatching(/^video_[0-9a-f]{32}$/),
      object: "video",
      model: "sora-2",
      status: "queued",
      progress: 0,
      created_at: Math.floor(clock.now().getTime() / 1000),
      size: "1280x720",
      seconds: "8",
      quality: "standard",
    });
    const id = created.id ?? "";
    await drawn(id);
    clock.advance(60_000);
    const rendering = await video(await status(id));
    expect(rendering).toEqual({ ...created, status: "in_progress", progress: expect.any(Number) });
    clock.advance(wholeLife);
    expect(await video(await status(id))).toEqual({
      ...created,
      status: "completed",
      progress: 100,
      video_url: expect.stringMatching(new RegExp(`^${cdn}/videos/${id}\\.mp4\\?Expires=\\d+&`)),
    });
  });
});

describe("the async channel", () => {
  it("begins with submitted, echoes the prompt and links to its own content", async () => {
    const { createAsync, statusAsync, clock, drawn } = openSandbox();
    const created = await video(await createAsync());
    expect(created).toEqual({
      id: expect.any(String),
      model: "sora-2",
      status: "submitted",
      progress: 0,
      prompt: "A heron",
      created_at: expect.any(Number),
      size: "1280x720",
      seconds: "10",
      url: null,
      completed_at: null,
    });
    await drawn(created.id ?? "");
    clock.advance(wholeLife);
    expect(await video(await statusAsync(created.id ?? ""))).toMatchObject({
      status: "completed",
      progress: 100,
      url: `http://api.test/v1/videos/${created.id}/content`,
      completed_at: expect.any(Number),
    });
  });

  it("takes ten requests a minute, creates and polls together, and says when to come again", async () => {
    const { createAsync, statusAsync, clock } = openSandbox();
    const id = await idOf(await createAsync());
    for (let poll = 0; poll < 9; poll += 1) expect((await statusAsync(id)).status).toBe(200);
    clock.advance(20_000);
    const refused = await statusAsync(id);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("40");
    expect((await createAsync()).status).toBe(429);
    clock.advance(40_000);
    expect((await statusAsync(id)).status).toBe(200);
  });

  it("scales the minute with the speed", async () => {
    const { statusAsync, clock } = openSandbox({ speed: 10 });
    for (let poll = 0; poll < 10; poll += 1) await statusAsync("video_0");
    expect((await statusAsync("video_0")).status).toBe(429);
    clock.advance(6000);
    expect((await statusAsync("video_0")).status).toBe(400);
  });

  it("runs five jobs at once", async () => {
    const { createAsync, clock, drawn, sandbox } = openSandbox();
    const ids = [];
    for (let job = 0; job < 5; job += 1) ids.push(await idOf(await createAsync()));
    expect((await createAsync()).status).toBe(429);
    expect(sandbox.bill().lines).toHaveLength(5);
    await Promise.all(ids.map(drawn));
    clock.advance(wholeLife);
    expect((await createAsync()).status).toBe(200);
  });

  it("lets no more than five in when they come together", async () => {
    const { createAsync, sandbox } = openSandbox();
    const answers = await Promise.all(Array.from({ length: 8 }, () => createAsync()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(sandbox.bill().lines).toHaveLength(5);
  });
});

describe("who may do what", () => {
  it.each([
    ["nobody", {}],
    ["a wrong key", { Authorization: "Bearer sk-wrong" }],
    ["the official key, raw", { Authorization: "sk-sandbox-official" }],
    ["the async key as a bearer", { Authorization: "Bearer sk-sandbox-async" }],
  ])("refuses %s with 401", async (_, headers) => {
    const { createOfficial, createAsync, sandbox } = openSandbox();
    const refused = await createOfficial({}, headers as HeadersInit);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { message: "Invalid token" } });
    expect((await createAsync({}, headers as HeadersInit)).status).toBe(401);
    expect(sandbox.requests()).toMatchObject([{ channel: null, status: 401 }, { status: 401 }]);
  });

  it("knows an unknown id, and one of the other channel, by 400 task_not_exist", async () => {
    const { createAsync, status } = openSandbox();
    for (const id of ["video_0", await idOf(await createAsync())]) {
      const answer = await status(id);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "task_not_exist" });
    }
  });

  it("routes neither list nor delete nor remix", async () => {
    const { get, sandbox } = openSandbox();
    const headers = { Authorization: "Bearer sk-sandbox-official" };
    expect((await get("http://api.test/v1/videos", headers)).status).toBe(404);
    expect((await get("http://api.test/v1/videos/video_0", headers, "DELETE")).status).toBe(404);
    expect((await get("http://elsewhere.test/v1/videos/video_0", headers)).status).toBe(404);
    expect(sandbox.requests()).toHaveLength(3);
  });

  it("gives every answer a request id, and keeps no key in the log", async () => {
    const { createOfficial, sandbox } = openSandbox();
    expect((await createOfficial()).headers.get("X-Request-Id")).toMatch(/^req_\w{32}$/);
    expect(sandbox.requests()).toMatchObject([
      {
        method: "POST",
        path: "/v1/videos",
        channel: "sora-official",
        status: 200,
        prompt: "A heron",
      },
    ]);
    expect(JSON.stringify(sandbox.requests())).not.toContain("sk-");
  });
});

describe("the film", () => {
  it("comes by content with the key, in ranges, and not before it is done", async () => {
    const { createOfficial, content, clock, drawn } = openSandbox();
    const id = await idOf(await createOfficial());
    await drawn(id);
    expect((await content(id)).status).toBe(400);
    clock.advance(wholeLife);
    const whole = await content(id);
    expect(whole.headers.get("Content-Type")).toBe("video/mp4");
    expect(await whole.bytes()).toEqual(filmBytes);
    const etag = whole.headers.get("ETag") ?? "";
    const rest = await content(id, { Range: "bytes=15000-", "If-Range": etag });
    expect(rest.status).toBe(206);
    expect(await rest.bytes()).toEqual(filmBytes.subarray(15_000));
    expect((await content(id, { Range: "bytes=20000-" })).status).toBe(416);
    expect((await content(id, {}, "HEAD")).headers.get("Content-Length")).toBe("20000");
  });

  it("comes by its link without a key, and refuses one", async () => {
    const { createOfficial, status, get, clock, drawn } = openSandbox();
    const id = await idOf(await createOfficial());
    await drawn(id);
    clock.advance(wholeLife);
    const link = (await video(await status(id))).video_url ?? "";
    expect(await (await get(link)).bytes()).toEqual(filmBytes);
    expect((await get(link, { Range: "bytes=0-9" })).status).toBe(206);
    expect((await get(link, { Authorization: "Bearer sk-sandbox-official" })).status).toBe(403);
    expect((await get(link.replace(/Signature=\w/, "Signature=_"))).status).toBe(403);
    expect((await get(link.replace(/Expires=\d/, "Expires=9"))).status).toBe(403);
    expect((await get(`${cdn}/videos/video_0.mp4`)).status).toBe(404);
  });

  it("is gone after a day of life, the charge stays", async () => {
    const { createOfficial, status, get, content, clock, folder, drawn, sandbox } = openSandbox({
      speed: 10,
    });
    const id = await idOf(await createOfficial());
    await drawn(id);
    clock.advance(wholeLife);
    const link = (await video(await status(id))).video_url ?? "";
    clock.advance((24 * 60 * 60 * 1000) / 10);
    expect((await get(link)).status).toBe(403);
    expect((await content(id)).status).toBe(404);
    expect(await video(await status(id))).toMatchObject({ status: "completed", video_url: link });
    await createOfficial();
    await vi.waitFor(() =>
      expect(readdirSync(path.join(folder, "films"))).not.toContain(`${id}.mp4`),
    );
    expect(sandbox.bill()).toMatchObject({ chargedMicros: 800_000, heldMicros: 800_000 });
  });

  it("that cannot be drawn fails its job, uncharged, for good", async () => {
    const make = async () => {
      throw new Error("no canvas");
    };
    const { createOfficial, status, clock, folder, drawn, sandbox } = openSandbox({ make });
    const id = await idOf(await createOfficial());
    await drawn(id);
    clock.advance(wholeLife);
    const failed = { status: "failed", error: { code: "video_generation_failed" } };
    expect(await video(await status(id))).toMatchObject(failed);
    expect(sandbox.bill()).toMatchObject({ chargedMicros: 0, refundedMicros: 800_000 });
    await sandbox.close();
    const again = openSandbox({ folder, clock });
    expect(await video(await again.status(id))).toMatchObject(failed);
  });
});

describe("the money", () => {
  it.each([
    ["sora-2", "4", "720x1280", 400_000],
    ["sora-2", "8", "1280x720", 800_000],
    ["sora-2", "12", "720x1280", 1_200_000],
    ["sora-2-pro", "4", "720x1280", 1_200_000],
    ["sora-2-pro", "8", "1280x720", 2_400_000],
    ["sora-2-pro", "12", "720x1280", 3_600_000],
    ["sora-2-pro", "4", "1024x1792", 2_000_000],
    ["sora-2-pro", "8", "1792x1024", 4_000_000],
    ["sora-2-pro", "12", "1792x1024", 6_000_000],
  ])("%s for %s s at %s costs %i", async (model, seconds, size, micros) => {
    const { createOfficial, sandbox } = openSandbox();
    await createOfficial({ model, seconds, size });
    expect(sandbox.bill().heldMicros).toBe(micros);
  });

  it.each(["10", "15"])("async for %s s costs 120,000", async (seconds) => {
    const { createAsync, sandbox } = openSandbox();
    await createAsync({ seconds });
    expect(sandbox.bill().heldMicros).toBe(120_000);
  });

  it("runs out: 403 insufficient_user_quota, until there is more", async () => {
    const { createOfficial, sandbox } = openSandbox({ balanceMicros: 1_000_000 });
    expect((await createOfficial()).status).toBe(200);
    const refused = await createOfficial();
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "insufficient_user_quota" } });
    sandbox.setBalance(800_000);
    expect((await createOfficial()).status).toBe(200);
    expect((await createOfficial()).status).toBe(403);
    sandbox.setBalance(null);
    expect((await createOfficial()).status).toBe(200);
  });
});

describe("a restart", () => {
  it("finds jobs, films and the bill as they were, and draws what is missing", async () => {
    let broken = true;
    const first = openSandbox({
      make: (_spec, file, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          if (!broken) writeFileSync(file, filmBytes);
          if (!broken) resolve();
        }),
    });
    const id = await idOf(await first.createOfficial());
    const before = first.sandbox.bill();
    await first.sandbox.close();
    broken = false;
    expect(readdirSync(path.join(first.folder, "films"))).toEqual([]);

    const second = openSandbox({ folder: first.folder, clock: first.clock });
    expect(second.sandbox.bill()).toEqual(before);
    await second.drawn(id);
    first.clock.advance(wholeLife);
    expect(await video(await second.status(id))).toMatchObject({ status: "completed" });
    expect(await (await second.content(id)).bytes()).toEqual(filmBytes);
  });

  it("passes over files that are no jobs, and clears half-made films away", async () => {
    const folder = temporaryFolder();
    openSandbox({ folder });
    writeFileSync(path.join(folder, "jobs", "video_1.json"), '{"id":');
    writeFileSync(path.join(folder, "jobs", "video_2.json.tmp"), "{}");
    writeFileSync(path.join(folder, "films", "video_1.mp4.77.tmp"), "half");
    const { sandbox } = openSandbox({ folder });
    expect(sandbox.bill().lines).toEqual([]);
    expect(readdirSync(path.join(folder, "films"))).toEqual([]);
  });

  it("does not answer a create that the disk refused, nor bill it", async () => {
    const { createOfficial, sandbox, folder } = openSandbox();
    rmSync(path.join(folder, "jobs"), { recursive: true });
    await expect(createOfficial()).rejects.toThrow("ENOENT");
    expect(sandbox.bill().lines).toEqual([]);
  });
});

it("forgets jobs after a month", async () => {
  const { createOfficial, clock, folder, sandbox } = openSandbox();
  await createOfficial();
  clock.advance(31 * 24 * 60 * 60 * 1000);
  await createOfficial();
  await vi.waitFor(() => expect(readdirSync(path.join(folder, "jobs"))).toHaveLength(1));
  expect(sandbox.bill().lines).toHaveLength(1);
});

it("forgets everything on reset", async () => {
  const { createOfficial, sandbox, folder } = openSandbox();
  await createOfficial();
  await sandbox.reset();
  expect(sandbox.bill().lines).toEqual([]);
  expect(sandbox.requests()).toEqual([]);
  expect(readdirSync(path.join(folder, "jobs"))).toEqual([]);
  expect(readdirSync(path.join(folder, "films"))).toEqual([]);
});
