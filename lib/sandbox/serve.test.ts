import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import OpenAI from "openai";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { fakeFilm, filmBytes, temporaryFolder } from "./fixture";
import { type SandboxServerOptions, startSandboxServer } from "./serve";

async function start(options: Partial<SandboxServerOptions> = {}) {
  const server = await startSandboxServer({
    dataDir: temporaryFolder(),
    speed: 1000,
    fps: 2,
    make: fakeFilm,
    ...options,
  });
  onTestFinished(() => server.close());
  const headers = { Authorization: `Bearer ${server.keys["sora-official"]}` };
  const create = (prompt: string, signal?: AbortSignal) =>
    fetch(`${server.baseUrl}/v1/videos`, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify({ model: "sora-2", prompt, seconds: "4", size: "1280x720" }),
      signal: signal ?? null,
    });
  const status = async (id: string) =>
    (await fetch(`${server.baseUrl}/v1/videos/${id}`, { headers })).json();
  const completed = async (prompt: string) => {
    const { id } = await (await create(prompt)).json();
    await vi.waitFor(async () => expect((await status(id)).status).toBe("completed"), 5000);
    return id as string;
  };
  const content = (id: string) => fetch(`${server.baseUrl}/v1/videos/${id}/content`, { headers });
  const control = (path: string, body?: unknown) =>
    fetch(`${server.baseUrl}/__control/${path}`, {
      method: body === undefined ? "GET" : "POST",
      body: body === undefined ? null : JSON.stringify(body),
    });
  return { server, create, status, completed, content, control };
}

describe("the official openai client", () => {
  const connect = async (options: Partial<SandboxServerOptions> = {}) => {
    const { server } = await start(options);
    const client = new OpenAI({
      apiKey: server.keys["sora-official"],
      baseURL: `${server.baseUrl}/v1`,
      maxRetries: 0,
    });
    return { server, client };
  };

  it("creates, polls and downloads", async () => {
    const { server, client } = await connect();
    const created = await client.videos.create({
      model: "sora-2-pro",
      prompt: "A heron over the lake",
      seconds: "8",
      size: "1792x1024",
    });
    expect(created).toMatchObject({ object: "video", seconds: "8", size: "1792x1024" });
    const video = await vi.waitFor(async () => {
      const polled = await client.videos.retrieve(created.id);
      expect(polled).toMatchObject({ id: created.id, status: "completed", progress: 100 });
      return polled;
    }, 5000);
    const download = await client.videos.downloadContent(video.id);
    expect(download.headers.get("Content-Type")).toBe("video/mp4");
    expect(Buffer.from(await download.arrayBuffer()).equals(filmBytes)).toBe(true);
    expect(server.bill()).toMatchObject({ chargedMicros: 4_000_000, heldMicros: 0 });
  });

  it("knows our refusals as its own", async () => {
    const { server, client } = await connect();
    const order = { model: "sora-2", prompt: "A heron", seconds: "4", size: "1792x1024" } as const;
    await expect(client.videos.create(order)).rejects.toThrow(OpenAI.BadRequestError);
    await expect(client.videos.create(order)).rejects.toMatchObject({ param: "size", status: 400 });
    await expect(client.videos.retrieve("video_0")).rejects.toThrow(OpenAI.BadRequestError);
    const stranger = client.withOptions({ apiKey: "sk-wrong" });
    await expect(stranger.videos.create(order)).rejects.toThrow(OpenAI.AuthenticationError);
    server.setBalance(0);
    await expect(client.videos.create({ ...order, size: "1280x720" })).rejects.toMatchObject({
      status: 403,
      code: "insufficient_user_quota",
    });
  });
});

describe("what only a socket can show", () => {
  it("a link on another port, which refuses the key", async () => {
    const { server, completed, status } = await start();
    const link = new URL((await status(await completed("A heron"))).video_url);
    expect(link.origin).toBe(server.cdnOrigin);
    expect(server.cdnOrigin).not.toBe(server.baseUrl);
    const film = await fetch(link);
    expect(film.headers.get("Content-Length")).toBe("20000");
    expect(Buffer.from(await film.arrayBuffer()).equals(filmBytes)).toBe(true);
    expect((await fetch(link, { headers: { Authorization: "Bearer x" } })).status).toBe(403);
    server.advance((24 * 60 * 60 * 1000) / 1000);
    expect((await fetch(link)).status).toBe(403);
  });

  it("a reset before the answer", async () => {
    const { create, server } = await start();
    await expect(create("[[reset-paid]]")).rejects.toThrow("fetch failed");
    expect(server.bill().lines).toHaveLength(1);
  });

  it("a silence that lasts until the client leaves", async () => {
    const { create } = await start();
    await expect(create("[[stall]]", AbortSignal.timeout(200))).rejects.toThrow(/timeout/);
    expect((await create("[[stall]]")).status).toBe(200);
  });

  it.each(["cut", "short", "stall-body"])("a film that stops: [[%s]]", async (word) => {
    const { completed, content } = await start();
    const response = await content(await completed(`[[${word}]]`));
    expect(response.headers.get("Content-Length")).toBe("20000");
    const whole = response.arrayBuffer();
    const silence = new Promise((_, reject) => setTimeout(() => reject(new Error("silent")), 300));
    await expect(Promise.race([whole, silence])).rejects.toThrow(
      word === "stall-body" ? "silent" : "terminated",
    );
    whole.catch(() => {});
  });
});

describe("the control routes", () => {
  it("answer the next requests that match, then leave things as they were", async () => {
    const { create, control } = await start();
    await control("fault", {
      method: "POST",
      path: "/v1/videos",
      times: 2,
      answer: { status: 502, body: "<h1>Bad Gateway</h1>", headers: { "X-From": "gateway" } },
    });
    const first = await create("A heron");
    expect([first.status, first.headers.get("Content-Type"), first.headers.get("X-From")]).toEqual([
      502,
      "text/html; charset=utf-8",
      "gateway",
    ]);
    expect((await create("A heron")).status).toBe(502);
    expect((await create("A heron")).status).toBe(200);
    await control("fault", { answer: "reset" });
    await expect(create("A heron")).rejects.toThrow("fetch failed");
  });

  it("show the bill and the log, set the balance, move the clock, and reset", async () => {
    const { create, control, server } = await start({ speed: 1 });
    await create("A heron");
    expect(await (await control("bill")).json()).toMatchObject({ heldMicros: 400_000 });
    expect(await (await control("requests")).json()).toMatchObject([
      { method: "POST", path: "/v1/videos", channel: "sora-official", status: 200 },
    ]);
    await control("clock", { advanceMs: 200_000 });
    await vi.waitFor(() => expect(server.bill().chargedMicros).toBe(400_000));
    await control("balance", { micros: 0 });
    expect((await create("A heron")).status).toBe(403);
    await control("reset", {});
    expect(server.bill().lines).toEqual([]);
  });

  it("refuse what they do not understand", async () => {
    const { control } = await start();
    expect((await control("nonsense")).status).toBe(404);
    expect((await control("fault", { answer: "explode" })).status).toBe(400);
    expect((await control("balance", { micros: 0.5 })).status).toBe(400);
  });

  it("do not exist on the CDN's port", async () => {
    const { server } = await start();
    expect((await fetch(`${server.cdnOrigin}/__control/bill`)).status).toBe(404);
  });
});

describe("as a process", () => {
  const run = async (dataDir: string): Promise<{ process: ChildProcess; baseUrl: string }> => {
    const flags = [
      "--port",
      "0",
      "--cdn-port",
      "0",
      "--speed",
      "1000",
      "--fps",
      "1",
      "--data",
      dataDir,
    ];
    const child = spawn(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", "lib/sandbox/serve.ts", ...flags],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return { process: child, ...JSON.parse(line) };
  };

  it("keeps a job through SIGKILL the moment it is answered, and draws its film afterwards", async () => {
    const dataDir = temporaryFolder();
    const headers = { Authorization: "Bearer sk-sandbox-official" };
    const first = await run(dataDir);
    const created = await fetch(`${first.baseUrl}/v1/videos`, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body: JSON.stringify({ model: "sora-2", prompt: "A heron", seconds: "4", size: "720x1280" }),
    });
    const { id } = await created.json();
    first.process.kill("SIGKILL");
    await once(first.process, "exit");

    const second = await run(dataDir);
    const url = `${second.baseUrl}/v1/videos/${id}`;
    await vi.waitFor(
      async () => {
        const video = await (await fetch(url, { headers })).json();
        expect(video).toMatchObject({ id, status: "completed" });
      },
      { timeout: 20_000, interval: 100 },
    );
    const film = Buffer.from(await (await fetch(`${url}/content`, { headers })).arrayBuffer());
    expect(film.toString("latin1", 4, 8)).toBe("ftyp");
    const bill = await (await fetch(`${second.baseUrl}/__control/bill`)).json();
    expect(bill).toMatchObject({ chargedMicros: 400_000, heldMicros: 0 });
    second.process.kill("SIGTERM");
    expect(await once(second.process, "exit")).toEqual([0, null]);
  });
});
