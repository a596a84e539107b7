import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { FailureKind } from "@/lib/failure";
import { canaryKey, patient, reachTo } from "@/test/support/reach";
import { cutAfter, type Heard, serve, type WireServer } from "@/test/support/wire";
import type { FetchOutcome, FetchRequest } from "./contract";
import { openAiVideos } from "./openai-videos";
import type { Timeouts } from "./timeouts";

const forever = new AbortController().signal;
const whole = "0123456789";

type Answer = (heard: Heard, response: ServerResponse) => void;

interface Films {
  server: WireServer;
  link(range?: FetchRequest["range"]): Promise<FetchOutcome>;
  content(range?: FetchRequest["range"]): Promise<FetchOutcome>;
}

async function films(answer: Answer, times: Partial<Timeouts> = {}): Promise<Films> {
  const server = await serve(answer);
  const { fetch } = openAiVideos(reachTo(server.origin, { timeouts: { ...patient, ...times } }));
  const resultUrl = `${server.origin}/films/a.mp4?sign=abc`;
  const from =
    (source: FetchRequest["source"]) =>
    (range: FetchRequest["range"] = null) =>
      fetch({ upstreamId: "video_1", resultUrl, source, range }, forever);
  return { server, link: from("link"), content: from("content") };
}

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response
      .writeHead(status, {
        "content-type": "video/mp4",
        "content-length": body.length,
        ...headers,
      })
      .end(body);

/** A server that knows ranges, as it should be. */
const ranging: Answer = (heard, response) => {
  const { range, "if-range": ifRange = '"v1"' } = heard.headers;
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  const contentRange = `bytes ${start}-${whole.length - 1}/${whole.length}`;
  const answer =
    range && ifRange === '"v1"'
      ? answering(206, whole.slice(start), { etag: '"v1"', "content-range": contentRange })
      : answering(200, whole, { etag: '"v1"' });
  answer(heard, response);
};

const textOf = (outcome: FetchOutcome): Promise<string> => {
  if (outcome.outcome !== "opened") throw new Error(JSON.stringify(outcome));
  return new Response(outcome.body).text();
};

test("a link is opened without the key", async () => {
  const { server, link } = await films(ranging);
  const outcome = await link();
  expect(outcome).toMatchObject({
    outcome: "opened",
    offset: 0,
    totalBytes: 10,
    etag: '"v1"',
    contentType: "video/mp4",
  });
  expect(await textOf(outcome)).toBe(whole);
  expect(server.heard).toHaveLength(1);
  expect(server.heard[0]?.url).toBe("/films/a.mp4?sign=abc");
  expect(server.heard[0]?.headers).not.toHaveProperty("authorization");
  expect(server.heard[0]?.headers).not.toHaveProperty("range");
  expect(JSON.stringify(server.heard)).not.toContain(canaryKey);
});

test("the content route is opened with the key", async () => {
  const { server, content } = await films(ranging);
  expect(await textOf(await content())).toBe(whole);
  expect(server.heard).toMatchObject([
    { url: "/v1/videos/video_1/content", headers: { authorization: `Bearer ${canaryKey}` } },
  ]);
});

test("without a link the content route serves", async () => {
  const { server } = await films(ranging);
  const { fetch } = openAiVideos(reachTo(server.origin));
  await fetch({ upstreamId: "video_1", resultUrl: null, source: "link", range: null }, forever);
  expect(server.heard[0]?.url).toBe("/v1/videos/video_1/content");
});

test("a content route that redirects is followed without the key", async () => {
  const { server, content } = await films((heard, response) =>
    heard.url.endsWith("/content")
      ? response.writeHead(302, { location: "/films/b.mp4" }).end()
      : ranging(heard, response),
  );
  expect(await textOf(await content({ offset: 4, etag: '"v1"' }))).toBe("456789");
  expect(server.heard[1]).toMatchObject({ url: "/films/b.mp4", headers: { range: "bytes=4-" } });
  expect(server.heard[1]?.headers).not.toHaveProperty("authorization");
});

test("a link behind the content route that is refused says nothing of the key", async () => {
  const { content } = await films((heard, response) =>
    heard.url.endsWith("/content")
      ? response.writeHead(302, { location: "/films/b.mp4" }).end()
      : response.writeHead(403).end(),
  );
  expect(await content()).toMatchObject({ outcome: "failed", failure: { kind: "notFound" } });
});

// FAULTS 35 and 36.
test("a download goes on where it was cut", async () => {
  const { server, link } = await films(ranging);
  const outcome = await link({ offset: 4, etag: '"v1"' });
  expect(outcome).toMatchObject({ offset: 4, totalBytes: 10, etag: '"v1"' });
  expect(await textOf(outcome)).toBe("456789");
  expect(server.heard).toMatchObject([{ headers: { range: "bytes=4-", "if-range": '"v1"' } }]);
});

test("a file that has changed comes whole", async () => {
  const { link } = await films(ranging);
  const outcome = await link({ offset: 4, etag: '"v0"' });
  expect(outcome).toMatchObject({ offset: 0, totalBytes: 10 });
  expect(await textOf(outcome)).toBe(whole);
});

test("a server that knows no ranges sends the whole", async () => {
  const { server, link } = await films(answering(200, whole));
  const outcome = await link({ offset: 4, etag: '"v1"' });
  expect(outcome).toMatchObject({ offset: 0, totalBytes: 10 });
  expect(await textOf(outcome)).toBe(whole);
  expect(server.heard).toHaveLength(1);
});

test.each<[lie: string, status: number, headers: Record<string, string>]>([
  ["another offset", 206, { "content-range": "bytes 2-9/10", etag: '"v1"' }],
  ["an earlier offset", 206, { "content-range": "bytes 0-9/10", etag: '"v1"' }],
  ["no Content-Range", 206, { etag: '"v1"' }],
  ["a Content-Range that cannot be read", 206, { "content-range": "4-9/10", etag: '"v1"' }],
  ["another file", 206, { "content-range": "bytes 4-9/10", etag: '"v2"' }],
  ["no such range", 416, { "content-range": "bytes */10" }],
])(
  "a resume answered with %s cannot go on, and asks for nothing more",
  async (_, status, headers) => {
    const { server, link, content } = await films(answering(status, "456789", headers));
    for (const way of [link, content]) {
      expect(await way({ offset: 4, etag: '"v1"' })).toEqual({ outcome: "changed" });
    }
    expect(server.heard.map(({ headers }) => headers.range)).toEqual(["bytes=4-", "bytes=4-"]);
  },
);

test.each(['W/"v1"', null])("with the validator %s nothing is joined", async (etag) => {
  const { server, link } = await films(ranging);
  expect(await link({ offset: 4, etag })).toMatchObject({ outcome: "opened", offset: 0 });
  expect(server.heard[0]?.headers).not.toHaveProperty("range");
});

test("a part that nobody asked for is no film", async () => {
  const { link } = await films(answering(206, "456", { "content-range": "bytes 4-6/10" }));
  expect(await link()).toMatchObject({ outcome: "failed", failure: { kind: "badFile" } });
});

test("a part from the start may serve as the whole", async () => {
  const { link } = await films(answering(206, "0123", { "content-range": "bytes 0-3/*" }));
  expect(await link()).toMatchObject({ outcome: "opened", offset: 0, totalBytes: null });
});

// FAULTS 34 and 38, and UPSTREAM "Errors".
test.each<[status: number, what: string, body: string, kind: FailureKind]>([
  [400, "right after completion", '{"error":{"message":"try later"}}', "notReady"],
  [400, "an unknown id", '{"code":"task_not_exist","message":"x"}', "notFound"],
  [401, "the key", "", "auth"],
  [403, "the group", "", "permission"],
  [404, "early", '{"error":{"message":"video is not ready yet"}}', "notReady"],
  [404, "unknown", "", "notFound"],
  [410, "deleted", "", "expired"],
  [429, "the rate", "", "rateLimited"],
  [500, "a fault", "", "upstream"],
  [304, "not modified", "", "upstream"],
])("%i on content (%s)", async (status, _, body, kind) => {
  const { content } = await films(answering(status, body, { "content-type": "text/plain" }));
  expect(await content()).toMatchObject({
    outcome: "failed",
    failure: { kind, httpStatus: status, charged: "yes" },
  });
});

// FAULTS 33: whatever a link says, it does not speak of the key.
test.each([401, 403, 404, 410])(
  "%i on a link means that it leads nowhere any more",
  async (status) => {
    const { link } = await films(answering(status, '{"error":{"code":"insufficient_user_quota"}}'));
    expect(await link()).toMatchObject({ outcome: "failed", failure: { kind: "notFound" } });
  },
);

test.each(["text/html; charset=utf-8", "application/json", "image/png", "text/plain"])(
  "%s with a 200 is no film",
  async (type) => {
    const { content } = await films(answering(200, '{"error":"late"}', { "content-type": type }));
    expect(await content()).toMatchObject({
      outcome: "failed",
      failure: { kind: "badFile", raw: '{"error":"late"}' },
    });
  },
);

test.each([
  "video/mp4",
  "Video/MP4; codecs=x",
  "application/octet-stream",
  "binary/octet-stream",
  "",
])("%j may be a film", async (type) => {
  const { content } = await films((_, response) => {
    if (type) response.setHeader("content-type", type);
    response.end(whole);
  });
  expect(await content()).toMatchObject({ outcome: "opened", contentType: type });
});

test("a length that is not told is not known", async () => {
  const { link } = await films((_, response) => {
    response.writeHead(200, { "content-type": "video/mp4" }).write("01234");
    response.end("56789");
  });
  const outcome = await link();
  expect(outcome).toMatchObject({ outcome: "opened", totalBytes: null, etag: null });
  expect(await textOf(outcome)).toBe(whole);
});

test("a connection that is cut breaks the body", async () => {
  const { link } = await films((_, response) => {
    cutAfter(
      response.writeHead(200, { "content-type": "video/mp4", "content-length": "10" }),
      "0123",
    );
  });
  const outcome = await link();
  expect(outcome).toMatchObject({ outcome: "opened", totalBytes: 10 });
  await expect(textOf(outcome)).rejects.toThrow();
});

test("a body that stalls breaks, and the connection is let go", async () => {
  let closed = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const stalling: Answer = (_, response) => {
    response.on("close", closed);
    response.writeHead(200, { "content-type": "video/mp4" }).write("0123");
  };
  const { link } = await films(stalling, { stall: 100 });
  await expect(textOf(await link())).rejects.toThrow("the next piece of the film");
  await gone;
});

test("a reader that takes its time is not a stall", async () => {
  const { link } = await films(ranging, { stall: 500 });
  const outcome = await link();
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(await textOf(outcome)).toBe(whole);
});

test("a film that never ends is cut off", async () => {
  const dripping: Answer = (_, response) => {
    response.writeHead(200, { "content-type": "video/mp4" });
    const drip = setInterval(() => response.write("x"), 5);
    response.on("close", () => clearInterval(drip));
  };
  const { link } = await films(dripping, { film: 100 });
  await expect(textOf(await link())).rejects.toThrow("the film took over 100 ms");
});

test("a caller who leaves breaks the body", async () => {
  const stop = new AbortController();
  const server = await serve((_, response) => {
    response.writeHead(200, { "content-type": "video/mp4" }).write("0123");
  });
  const { fetch } = openAiVideos(reachTo(server.origin));
  const request = { upstreamId: "v", resultUrl: null, source: "content", range: null } as const;
  const reading = textOf(await fetch(request, stop.signal));
  stop.abort(new Error("enough"));
  await expect(reading).rejects.toThrow("enough");
});

test("silence before the head is a fault of the network", async () => {
  const { link } = await films(() => {}, { head: 100 });
  expect(await link()).toMatchObject({
    outcome: "failed",
    failure: { kind: "network", charged: "yes" },
  });
});
