import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { filmBytes, openSandbox, wholeLife } from "./fixture";
import { sentinels, sentinelsOf } from "./sentinels";

const readme = readFileSync(path.join(import.meta.dirname, "README.md"), "utf8");

describe("sentinelsOf", () => {
  it("reads words, counts and -paid where they stand, and leaves the rest alone", () => {
    const read = sentinelsOf("A [[500-paid]] fox [[cut*2]] in [[content-lag*0]] snow [[nonsense]]");
    expect(read.map(({ word, paid, times }) => ({ word, paid, times }))).toEqual([
      { word: "500", paid: true, times: 1 },
      { word: "cut", paid: false, times: 2 },
      { word: "content-lag", paid: false, times: null },
    ]);
  });

  it("is documented in the README word by word", () => {
    const rows = Object.entries(sentinels).map(
      ([word, { times, what }]) => `| \`[[${word}]]\` | ${times ?? "every"} | ${what} |`,
    );
    expect(readme.match(/^\| `\[\[.*$/gm)).toEqual(rows);
  });
});

const open = async (prompt: string) => {
  const opened = openSandbox();
  const created = await (await opened.createOfficial({ prompt })).json();
  const id: string = created.id;
  await opened.drawn(id);
  opened.clock.advance(wholeLife);
  return { ...opened, id };
};
const json = (response: Response) => response.json() as Promise<Record<string, unknown>>;

describe("faults of the POST", () => {
  it.each([
    ["400", 400],
    ["400-flat", 400],
    ["400-wrapped", 400],
    ["400-empty", 400],
    ["moderated", 400],
    ["faces", 400],
    ["401", 401],
    ["403", 403],
    ["403-quota", 403],
    ["429", 429],
    ["429-date", 429],
    ["429-quota", 429],
    ["500", 500],
    ["502", 502],
    ["503", 503],
    ["503-model", 503],
    ["504", 504],
    ["524", 524],
  ])("[[%s]] answers %i and bills nothing; -paid bills all the same", async (word, status) => {
    const { createOfficial, sandbox } = openSandbox();
    expect((await createOfficial({ prompt: `x [[${word}]]` })).status).toBe(status);
    expect(sandbox.bill().lines).toEqual([]);
    expect((await createOfficial({ prompt: `x [[${word}-paid]]` })).status).toBe(status);
    expect(sandbox.bill().heldMicros).toBe(800_000);
  });

  it("passes after as many hits as it has, counted by prompt", async () => {
    const { createOfficial } = openSandbox();
    const send = async (prompt: string) => (await createOfficial({ prompt })).status;
    expect([await send("a [[429]]"), await send("a [[429]]")]).toEqual([429, 200]);
    expect([
      await send("b [[429*2]]"),
      await send("b [[429*2]]"),
      await send("b [[429*2]]"),
    ]).toEqual([429, 429, 200]);
    expect([await send("c [[400]]"), await send("c [[400]]")]).toEqual([400, 400]);
  });

  it("tells when to come again, in both forms", async () => {
    const { createOfficial, clock } = openSandbox();
    const waitOf = async (prompt: string) =>
      (await createOfficial({ prompt })).headers.get("Retry-After") ?? "";
    expect(await waitOf("[[429]]")).toBe("2");
    expect(Date.parse(await waitOf("[[429-date]]"))).toBe(clock.now().getTime() + 2000);
  });

  it.each(["reset", "reset-paid"])("[[%s]] breaks the connection", async (word) => {
    const { createOfficial, sandbox } = openSandbox();
    await expect(createOfficial({ prompt: `[[${word}]]` })).rejects.toMatchObject({
      code: "ECONNRESET",
    });
    expect(sandbox.bill().lines).toHaveLength(word === "reset" ? 0 : 1);
    expect(sandbox.requests()).toMatchObject([{ status: null }]);
  });

  it("[[stall]] answers nothing until the caller gives up", async () => {
    const { sandbox } = openSandbox();
    const abort = new AbortController();
    const request = new Request("http://api.test/v1/videos", {
      method: "POST",
      headers: { Authorization: "Bearer sk-sandbox-official", "Content-Type": "application/json" },
      body: JSON.stringify({ model: "sora-2", prompt: "[[stall]]" }),
      signal: abort.signal,
    });
    const answer = sandbox.handle(request);
    const given = vi.fn();
    answer.then(given, given);
    await vi.waitFor(() => expect(sandbox.requests()[0]?.prompt).toBeDefined());
    expect(given).not.toHaveBeenCalled();
    abort.abort();
    await expect(answer).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("spoils the answer to a job that was made", async () => {
    const { createOfficial, sandbox } = openSandbox();
    const send = (prompt: string) => createOfficial({ prompt });
    const first = await json(await send("plain"));
    await expect((await send("[[bad-json]]")).json()).rejects.toThrow(SyntaxError);
    const page = await send("[[html]]");
    expect([page.status, page.headers.get("Content-Type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(await json(await send("[[no-id]]"))).not.toHaveProperty("id");
    expect(sandbox.bill().lines).toHaveLength(4);
    const { lines } = sandbox.bill();
    expect(lines[0]?.id).toBe(first.id);
    expect((await json(await send("[[same-id]]"))).id).toBe(lines[3]?.id);
    expect(sandbox.bill().lines).toHaveLength(5);
  });
});

describe("faults of a job", () => {
  it.each<[word: string, reply: Record<string, unknown>, state: string]>([
    ["job-fails", { status: "failed", error: { code: "video_generation_failed" } }, "refunded"],
    ["job-moderated", { status: "failed", error: { code: "moderation_blocked" } }, "refunded"],
    ["job-expired", { status: "expired" }, "charged"],
    ["slow", { status: "in_progress" }, "held"],
    ["never", { status: "in_progress" }, "held"],
  ])("[[%s]]", async (word, reply, state) => {
    const { createOfficial, status, clock, sandbox } = openSandbox();
    const { id } = await json(await createOfficial({ prompt: `[[${word}]]` }));
    clock.advance(wholeLife);
    expect(await json(await status(String(id)))).toMatchObject(reply);
    expect(sandbox.bill().lines[0]?.state).toBe(state);
  });

  it("[[never]] fails after a day", async () => {
    const { createOfficial, status, clock } = openSandbox();
    const { id } = await json(await createOfficial({ prompt: "[[never]]" }));
    clock.advance(25 * 60 * 60 * 1000);
    expect(await json(await status(String(id)))).toMatchObject({
      status: "failed",
      error: { code: "task_timeout" },
    });
  });
});

describe("faults of a poll", () => {
  it.each([
    ["poll-401", [401, 200]],
    ["poll-429", [429, 200]],
    ["poll-500", [500, 500, 200]],
    ["poll-502", [502, 502, 200]],
    ["poll-late", [400, 400, 200]],
    ["poll-lost", [400, 400, 400]],
    ["poll-500*1", [500, 200]],
  ])("[[%s]] answers %j", async (word, expected) => {
    const { id, status } = await open(`[[${word}]]`);
    const seen = [];
    for (const _ of expected) seen.push((await status(id)).status);
    expect(seen).toEqual(expected);
  });

  it("[[poll-reset]] breaks the connection twice", async () => {
    const { id, status } = await open("[[poll-reset]]");
    await expect(status(id)).rejects.toThrow();
    await expect(status(id)).rejects.toThrow();
    expect((await status(id)).status).toBe(200);
  });
});

describe("bent status replies", () => {
  it.each<[word: string, reply: Record<string, unknown>]>([
    ["loose", { seconds: 8 }],
    ["metadata-link", { metadata: { url: expect.stringContaining("http://cdn.test/videos/") } }],
    ["link-loopback", { video_url: "http://127.0.0.1:9/film.mp4" }],
    ["link-internal", { video_url: expect.stringContaining("169.254.169.254") }],
    ["link-file", { video_url: "file:///etc/passwd" }],
    ["link-redirect", { video_url: "http://cdn.test/elsewhere" }],
    ["job-fails]] [[error-text", { status: "failed", error: "The video could not be generated." }],
    ["job-fails]] [[error-absent", { progress: 100, completed_at: expect.any(Number) }],
  ])("[[%s]]", async (word, reply) => {
    const { createOfficial, status, clock, drawn } = openSandbox();
    const { id } = await json(await createOfficial({ prompt: `[[${word}]]` }));
    if (!word.includes("fails")) await drawn(String(id));
    clock.advance(wholeLife);
    expect(await json(await status(String(id)))).toMatchObject(reply);
  });

  it("[[no-link]] and [[metadata-link]] leave no link where it belongs", async () => {
    for (const word of ["no-link", "metadata-link"]) {
      const { id, status } = await open(`[[${word}]]`);
      expect(await json(await status(id))).not.toHaveProperty("video_url");
    }
  });

  it("[[unknown-status]] and [[progress]] bend what is said while it renders", async () => {
    const { createOfficial, status, clock } = openSandbox();
    const { id } = await json(await createOfficial({ prompt: "[[unknown-status]]" }));
    clock.advance(60_000);
    expect(await json(await status(String(id)))).toMatchObject({ status: "pondering" });
    const other = await json(await createOfficial({ prompt: "[[progress]]" }));
    const seen = new Set<unknown>();
    for (let look = 0; look < 40; look += 1) {
      clock.advance(2000);
      seen.add((await json(await status(String(other.id)))).progress);
    }
    expect([...seen]).toEqual(expect.arrayContaining([10, 30, 99, 100]));
  });

  it("[[relapse]] takes back every second completed", async () => {
    const { id, status } = await open("[[relapse]]");
    const seen = [];
    for (let look = 0; look < 4; look += 1) seen.push((await json(await status(id))).status);
    expect(seen).toEqual(["completed", "in_progress", "completed", "in_progress"]);
  });

  it("[[loose]] leaves empty fields out on the async channel", async () => {
    const { createAsync, statusAsync } = openSandbox();
    const { id } = await json(await createAsync({ prompt: "[[loose]]" }));
    const reply = await json(await statusAsync(String(id)));
    expect(reply).not.toHaveProperty("url");
    expect(reply).not.toHaveProperty("completed_at");
  });
});

describe("faults on the way to the film", () => {
  it("[[content-lag]] refuses the content twice", async () => {
    const { id, content } = await open("[[content-lag]]");
    const seen = [];
    for (let look = 0; look < 3; look += 1) seen.push((await content(id)).status);
    expect(seen).toEqual([400, 400, 200]);
  });

  it.each([
    ["cdn-403", [403, 403]],
    ["link-expired", [403, 200]],
  ])("[[%s]] answers the link %j and serves the content", async (word, expected) => {
    const { id, status, get, content } = await open(`[[${word}]]`);
    const link = String((await json(await status(id))).video_url);
    expect([(await get(link)).status, (await get(link)).status]).toEqual(expected);
    expect((await content(id)).status).toBe(200);
  });

  it("[[link-redirect]] leads to a metadata address", async () => {
    const { id, status, get } = await open("[[link-redirect]]");
    const response = await get(String((await json(await status(id))).video_url));
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe("http://169.254.169.254/latest/meta-data/");
  });

  it.each([
    ["film-html", "text/html; charset=utf-8"],
    ["film-json", "application/json"],
  ])("[[%s]] is no film the first time", async (word, type) => {
    const { id, content } = await open(`[[${word}]]`);
    expect((await content(id)).headers.get("Content-Type")).toBe(type);
    expect((await content(id)).headers.get("Content-Type")).toBe("video/mp4");
  });

  it("[[cut]] can be resumed to the end", async () => {
    const { id, content } = await open("[[cut]]");
    const parts: Uint8Array[] = [];
    let have = 0;
    for (let request = 0; request < 3; request += 1) {
      const response = await content(id, { Range: `bytes=${have}-` });
      try {
        for await (const chunk of response.body ?? []) {
          parts.push(chunk);
          have += chunk.length;
        }
      } catch (error) {
        expect(error).toMatchObject({ code: "ECONNRESET" });
      }
    }
    expect(Buffer.concat(parts).equals(filmBytes)).toBe(true);
  });

  it("[[no-range]], [[wrong-range]] and [[etag]] spoil a resumption", async () => {
    const range = { Range: "bytes=100-" };
    const plain = await open("[[no-range]]");
    expect((await plain.content(plain.id, range)).status).toBe(200);
    const shifted = await open("[[wrong-range]]");
    expect((await shifted.content(shifted.id, range)).headers.get("Content-Range")).toBe(
      "bytes 1100-19999/20000",
    );
    const changing = await open("[[etag]]");
    const etag = (await changing.content(changing.id)).headers.get("ETag") ?? "";
    expect((await changing.content(changing.id, { ...range, "If-Range": etag })).status).toBe(200);
  });

  it("[[truncated]], [[short]], [[long]] and [[not-mp4]] are not the film", async () => {
    const lengths: Record<string, [stated: string, sent: number]> = {
      truncated: ["12000", 12_000],
      short: ["20000", 19_000],
      long: ["20000", 21_000],
      "not-mp4": ["20000", 20_000],
    };
    for (const [word, [stated, sent]] of Object.entries(lengths)) {
      const { id, content } = await open(`[[${word}]]`);
      const response = await content(id);
      expect(response.headers.get("Content-Length")).toBe(stated);
      const bytes = await response.bytes();
      expect(bytes).toHaveLength(sent);
      if (word === "not-mp4") expect(Buffer.from(bytes).equals(filmBytes)).toBe(false);
    }
  });
});
