import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { Failure, FailureKind } from "@/lib/failure";
import { canaryKey, patient, reachTo } from "@/test/support/reach";
import { closedPort, cutAfter, type Heard, serve, serveSockets } from "@/test/support/wire";
import type { CreateOutcome, CreateRequest } from "./contract";
import { openAiVideos } from "./openai-videos";

const forever = new AbortController().signal;

const asked: CreateRequest = {
  model: "sora-2",
  prompt: "A paper boat, 纸船",
  seconds: 8,
  size: "1280x720",
  reference: null,
};

const create = (origin: string, changes: Parameters<typeof reachTo>[1] = {}, request = asked) =>
  openAiVideos(reachTo(origin, changes)).create(request, forever);

/** The outcome of a create that is answered so, and what was heard. */
async function answered(
  status: number,
  body: string | object,
  headers: Record<string, string> = {},
): Promise<{ outcome: CreateOutcome; heard: Heard[] }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const server = await serve((_, response) => response.writeHead(status, headers).end(text));
  return { outcome: await create(server.origin), heard: server.heard };
}

function failureIn(outcome: CreateOutcome): Failure {
  if (outcome.outcome === "accepted") throw new Error("it was accepted");
  return outcome.failure;
}

const error = (code: string | null, message = "because", type = "invalid_request_error") => ({
  error: { message, type, param: "", code },
});
const flat = (code: string, message = "because") => ({ code, message, data: null });

// UPSTREAM "Errors" and FAULTS 5 to 11: nothing was bought.
test.each<[status: number, what: string, body: string | object, kind: FailureKind]>([
  [400, "a parameter", error("invalid_size", "size must be one of ..."), "badInput"],
  [
    400,
    "an image",
    error(null, "Inpaint image must match the requested width and height"),
    "badInput",
  ],
  [400, "no body", "", "badInput"],
  [400, "the policy, by code", error("moderation_blocked"), "moderated"],
  [400, "the policy, by type", error("x", "no", "sentinel_block"), "moderated"],
  [400, "the policy, in words", error(null, "rejected: people-in-user-uploads"), "moderated"],
  [
    400,
    "the policy, flat and nested",
    flat("fail_to_fetch_task", JSON.stringify(error("moderation_blocked"))),
    "moderated",
  ],
  [401, "the key", error("invalid_api_key", "Incorrect API key provided"), "auth"],
  [401, "the key, in HTML", "<html><title>401</title></html>", "auth"],
  [402, "money", "", "quota"],
  [403, "money", error("insufficient_user_quota", "用户额度不足", "new_api_error"), "quota"],
  [403, "the group", error("", "no access to group"), "permission"],
  [404, "the route", "404 page not found", "noChannel"],
  [404, "the model", error("model_not_found"), "noChannel"],
  [404, "words of another route", error(null, "not ready yet"), "noChannel"],
  [405, "the method", "", "noChannel"],
  [410, "a channel that is gone", "", "noChannel"],
  [413, "the size of the body", "<html>", "badInput"],
  [415, "the type of the body", "", "badInput"],
  [422, "validation", { detail: [{ msg: "field required" }] }, "badInput"],
  [429, "the rate", error("rate_limit_exceeded", "too many requests"), "rateLimited"],
  [429, "a saturated group", flat("get_channel_failed", "当前分组上游负载已饱和"), "rateLimited"],
  [429, "money", error("insufficient_user_quota"), "quota"],
  [429, "credit", error("credit_balance_exhausted"), "quota"],
  [503, "the model", error("model_not_found", "无可用渠道", "new_api_error"), "noChannel"],
  [503, "no channel, in words", error(null, "No available channel for model sora-2"), "noChannel"],
])("%i for %s is a refusal", async (status, _, body, kind) => {
  const { outcome, heard } = await answered(status, body);
  expect(outcome).toMatchObject({
    outcome: "rejected",
    failure: { kind, charged: "no", httpStatus: status },
  });
  expect(failureIn(outcome).message).not.toBe("");
  expect(heard).toHaveLength(1);
});

const html = "<!doctype html><html><head><title>524: A timeout occurred</title></head></html>";

// FAULTS 5, 10, 11: it may have been bought.
test.each<[status: number, what: string, body: string | object]>([
  [500, "JSON", error("internal_error")],
  [500, "a code that would refuse", error("model_not_found")],
  [500, "money", error("insufficient_user_quota")],
  [502, "HTML", html],
  [503, "HTML", "<html><title>Service Unavailable</title></html>"],
  [503, "JSON without a code", error(null, "upstream is busy")],
  [504, "nothing", ""],
  [524, "HTML", html],
  [408, "a gateway that gave up", ""],
  [409, "a conflict", error("conflict")],
  [425, "too early", ""],
  [418, "a status that nobody knows", ""],
  [499, "a client that left", ""],
  [301, "a redirect", ""],
  [302, "a redirect", ""],
  [303, "a redirect", ""],
  [307, "a redirect", ""],
  [308, "a redirect", ""],
  [200, "nothing", ""],
  [204, "nothing", ""],
  [200, "HTML", html],
  [200, "half of the JSON", '{"id":"video_1","stat'],
  [200, "another kind of JSON", "[]"],
  [200, "no id", { object: "video", status: "queued" }],
  [200, "an empty id", { id: " ", status: "queued" }],
  [200, "an id that has lost digits", '{"id":12345678901234567890}'],
  [200, "an id that is no id", { id: { a: 1 } }],
  [200, "an id that leads elsewhere", { id: ".." }],
  [200, "an error", error("insufficient_user_quota")],
  [200, "a flat error", flat("invalid_size")],
  [201, "no id", {}],
])("%i with %s leaves it open", async (status, _, body) => {
  const headers: Record<string, string> = status < 400 && status >= 300 ? { location: "/x" } : {};
  const { outcome, heard } = await answered(status, body, headers);
  expect(outcome).toMatchObject({
    outcome: "unknown",
    failure: { charged: "unknown", httpStatus: status },
  });
  expect(heard).toHaveLength(1);
});

test("the body of an open outcome is kept as evidence, bounded", async () => {
  const { outcome } = await answered(200, `{"note":"${"x".repeat(10_000)}"}`, {
    "x-oneapi-request-id": "req-7",
  });
  const { raw, requestId } = failureIn(outcome);
  expect(raw).toMatch(/^{"note":"xxx/);
  expect(raw?.length).toBeLessThan(4200);
  expect(requestId).toBe("req-7");
});

test("a page is told by its title", async () => {
  const { outcome } = await answered(524, html);
  expect(failureIn(outcome)).toMatchObject({
    kind: "upstream",
    message: "524: A timeout occurred",
  });
});

test("an endless answer is cut off", async () => {
  const server = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(64 * 1024)));
    };
    response.on("drain", more);
    more();
  });
  const outcome = await create(server.origin);
  expect(outcome).toMatchObject({ outcome: "unknown", failure: { kind: "upstream" } });
});

// FAULTS 1 and 2.
test("a refused connection is not sent", async () => {
  const outcome = await create(`http://127.0.0.1:${await closedPort()}`);
  expect(outcome).toMatchObject({
    outcome: "notSent",
    failure: { kind: "notSent", charged: "no" },
  });
  expect(failureIn(outcome).message).toContain("ECONNREFUSED");
});

test("a name that does not resolve is not sent", async () => {
  expect(await create("https://nowhere.invalid")).toMatchObject({
    outcome: "notSent",
    failure: { kind: "notSent", charged: "no" },
  });
});

test("a TLS handshake that fails is not sent", async () => {
  const server = await serveSockets((socket) => socket.end("not TLS at all"));
  expect(await create(`https://127.0.0.1:${server.port}`)).toMatchObject({
    outcome: "notSent",
    failure: { kind: "notSent", charged: "no" },
  });
});

// FAULTS 3 and 4.
test.each<[what: string, answer: (response: ServerResponse) => void]>([
  ["a reset before the answer", (response) => response.socket?.resetAndDestroy()],
  ["silence", () => {}],
  ["a head and then silence", (response) => response.writeHead(200).write('{"id":')],
  [
    "a cut within the answer",
    (response) => {
      cutAfter(response.writeHead(200, { "content-length": "99" }), '{"id":');
    },
  ],
])("%s leaves it open", async (_, answer) => {
  const server = await serve((_heard, response) => answer(response));
  expect(await create(server.origin, { timeouts: { ...patient, create: 800 } })).toMatchObject({
    outcome: "unknown",
    failure: { charged: "unknown" },
  });
  expect(server.heard).toHaveLength(1);
});

test("a caller who leaves after it was sent leaves it open", async () => {
  const stop = new AbortController();
  const server = await serve(() => stop.abort());
  expect(await openAiVideos(reachTo(server.origin)).create(asked, stop.signal)).toMatchObject({
    outcome: "unknown",
    failure: { kind: "network", charged: "unknown" },
  });
});

test("a caller who has left before sends nothing", async () => {
  const server = await serve((_, response) => response.end());
  const outcome = await openAiVideos(reachTo(server.origin)).create(asked, AbortSignal.abort());
  expect(outcome).toMatchObject({ outcome: "notSent" });
  expect(server.heard).toEqual([]);
});

test("an id in a whole answer counts, however the connection ends", async () => {
  const server = await serve((_, response) => {
    cutAfter(response.writeHead(200, { "content-length": "99" }), '{"id":"video_1"}');
  });
  expect(await create(server.origin)).toMatchObject({ outcome: "accepted", upstreamId: "video_1" });
});

test("a refusal's status counts, though its body breaks", async () => {
  const server = await serve((_, response) => {
    cutAfter(response.writeHead(401, { "content-length": "99" }), "{");
  });
  expect(await create(server.origin)).toMatchObject({
    outcome: "rejected",
    failure: { kind: "auth" },
  });
});

// UPSTREAM section 1: the two create replies, and what relays make of them.
test.each<[what: string, body: object | string, upstreamId: string, state: string]>([
  [
    "the official reply",
    {
      id: "video_123",
      object: "video",
      status: "queued",
      progress: 0,
      size: "1280x720",
      seconds: "8",
    },
    "video_123",
    "queued",
  ],
  [
    "the async reply",
    { id: "video_abc", status: "submitted", url: null, completed_at: null },
    "video_abc",
    "queued",
  ],
  ["a number", { id: 42, status: "queued" }, "42", "queued"],
  ["only a task id", { task_id: "task_9", status: "NOT_START" }, "task_9", "queued"],
  ["only an id", { id: "v" }, "v", "unrecognised"],
  [
    "types of every kind",
    { id: "v", status: 7, progress: [], url: {}, metadata: "x", error: 1 },
    "v",
    "unrecognised",
  ],
])("%s is accepted", async (_, body, upstreamId, state) => {
  const { outcome } = await answered(200, body, { "cf-ray": "ray-1" });
  expect(outcome).toEqual({
    outcome: "accepted",
    upstreamId,
    state,
    httpStatus: 200,
    requestId: "ray-1",
  });
});

test("Retry-After is heeded in seconds and as a date", async () => {
  const inSeconds = await answered(429, "", { "retry-after": "7" });
  expect(failureIn(inSeconds.outcome).retryAfterMs).toBe(7000);
  const date = new Date("2026-11-20T12:00:00Z");
  const asDate = await answered(429, "", {
    date: date.toUTCString(),
    "retry-after": new Date(date.getTime() + 9000).toUTCString(),
  });
  expect(failureIn(asDate.outcome).retryAfterMs).toBe(9000);
});

test("the official channel is written to in JSON with a bearer", async () => {
  const { heard } = await answered(200, { id: "v" });
  expect(heard[0]).toMatchObject({
    method: "POST",
    url: "/v1/videos",
    headers: {
      authorization: `Bearer ${canaryKey}`,
      "content-type": "application/json",
      "accept-encoding": "identity",
    },
  });
  const body = Buffer.from(heard[0]?.body ?? "", "latin1").toString();
  expect(JSON.parse(body)).toEqual({
    model: "sora-2",
    prompt: "A paper boat, 纸船",
    seconds: "8",
    size: "1280x720",
  });
});

async function formOf({ body, headers }: Heard): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  return new Response(Buffer.from(body, "latin1"), {
    headers: { "content-type": type },
  }).formData();
}

test("the async channel is written to as a form with the raw key", async () => {
  const server = await serve((_, response) => response.end('{"id":"v"}'));
  await create(server.origin, { channel: "sora-async" }, { ...asked, seconds: 15 });
  const [heard] = server.heard;
  if (!heard) throw new Error("nothing was heard");
  expect(heard.headers.authorization).toBe(canaryKey);
  expect(Object.fromEntries(await formOf(heard))).toEqual({
    model: "sora-2",
    prompt: "A paper boat, 纸船",
    seconds: "15",
    size: "1280x720",
  });
});

test.each([
  ["sora-official", "image/png", "reference.png"],
  ["sora-official", "image/jpeg", "reference.jpg"],
  ["sora-async", "image/png", "reference.png"],
  ["sora-async", "image/jpeg", "reference.jpg"],
])("on %s a reference goes as a file: %s, %s", async (channel, mime, filename) => {
  const bytes = new Uint8Array([137, 80, 78, 71, 13, 10, 0, 255]);
  const server = await serve((_, response) => response.end('{"id":"v"}'));
  await create(server.origin, { channel }, { ...asked, reference: { bytes, mime, filename } });
  const [heard] = server.heard;
  if (!heard) throw new Error("nothing was heard");
  expect(heard.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(Number(heard.headers["content-length"])).toBe(heard.body.length);
  expect(heard.body).toContain(`name="input_reference"; filename="${filename}"`);
  const { input_reference: image, ...fields } = Object.fromEntries(await formOf(heard));
  expect(fields).toMatchObject({ model: "sora-2", seconds: "8", size: "1280x720" });
  if (!(image instanceof File)) throw new Error("no file was sent");
  expect(image).toMatchObject({ name: filename, type: mime });
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(bytes);
});

test("a base address with a path of its own is kept", async () => {
  const server = await serve((_, response) => response.end('{"id":"v"}'));
  await create(`${server.origin}/relay/`);
  expect(server.heard[0]?.url).toBe("/relay/v1/videos");
});

test("no failure holds the key, however upstream echoes it", async () => {
  const echoes = [
    error("x", `Incorrect API key provided: ${canaryKey}`),
    flat("x", JSON.stringify(error(null, `Authorization: Bearer ${canaryKey}`))),
    `<title>bad ${canaryKey}</title>`,
    `{"message":"see https://cdn.example/a?key=${encodeURIComponent(canaryKey)}"}`,
    JSON.stringify(error(null, canaryKey)).replaceAll("/", "\\/"),
    canaryKey,
  ];
  for (const status of [200, 400, 401, 500]) {
    for (const echo of echoes) {
      const { outcome } = await answered(status, echo, { "x-request-id": canaryKey });
      const kept = JSON.stringify(failureIn(outcome));
      expect(kept).not.toContain("canary");
      expect(kept).not.toContain("AbCdEf");
    }
  }
});
