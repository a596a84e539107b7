import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { Failure, FailureKind } from "@/lib/failure";
import { canaryKey, patient, reachTo } from "@/test/support/reach";
import { closedPort, serve } from "@/test/support/wire";
import type { PollOutcome, Snapshot } from "./contract";
import { openAiVideos } from "./openai-videos";

const forever = new AbortController().signal;
const poll = (origin: string, channel = "sora-official", id = "video_1") =>
  openAiVideos(reachTo(origin, { channel })).poll(id, forever);

async function answered(status: number, body: string | object): Promise<PollOutcome> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const server = await serve((_, response) => response.writeHead(status).end(text));
  return poll(server.origin);
}

async function snapshotOf(body: object): Promise<Snapshot> {
  const outcome = await answered(200, { id: "video_1", ...body });
  if (outcome.outcome === "failed") throw new Error(outcome.failure.message);
  return outcome.snapshot;
}

async function failureOf(status: number, body: string | object): Promise<Failure> {
  const outcome = await answered(status, body);
  if (outcome.outcome === "snapshot") throw new Error("it was read as a job");
  return outcome.failure;
}

// UPSTREAM "Status words -> ours", every word.
const words: Record<Exclude<Snapshot["state"], "unrecognised">, string> = {
  queued: "queued submitted pending not_start preparing created starting unknown",
  in_progress: "in_progress processing running generating",
  completed: "completed complete succeeded success finished",
  failed: "failed failure fail error cancelled canceled",
  expired: "expired",
};

test.each(Object.entries(words))("%s is said as: %s", async (state, all) => {
  const server = await serve(({ url }, response) => {
    response.end(JSON.stringify({ id: "x", status: ` ${url.split("/").pop()?.toUpperCase()} ` }));
  });
  for (const word of all.split(" ")) {
    expect(await poll(server.origin, "sora-official", word)).toMatchObject({
      outcome: "snapshot",
      snapshot: { state },
    });
  }
});

test.each(["dreaming", "constructor", "in progress"])("%j settles nothing", async (status) => {
  expect(await snapshotOf({ status })).toMatchObject({ state: "unrecognised", rawState: status });
});

test("a completion date settles nothing", async () => {
  const { state } = await snapshotOf({ status: "in_progress", completed_at: 1712697999 });
  expect(state).toBe("in_progress");
});

test.each<[said: unknown, shown: number | null]>([
  [45, 45],
  ["45", 45],
  ["45%", 45],
  [45.6, 46],
  [-3, 0],
  [1000, 100],
  [null, null],
  ["soon", null],
  [[1], null],
])("progress %j is shown as %j", async (progress, shown) => {
  expect((await snapshotOf({ status: "running", progress })).progress).toBe(shown);
});

const cdn = "https://cdn.example/films/a.mp4?sign=abc";

test.each<[what: string, body: object, link: string | null]>([
  ["video_url", { video_url: cdn }, cdn],
  ["url", { url: cdn }, cdn],
  ["metadata.url", { metadata: { url: cdn } }, cdn],
  ["the first that is not empty", { video_url: "", url: null, metadata: { url: cdn } }, cdn],
  [
    "a link beside the content route",
    { url: "/v1/videos/video_1/content", metadata: { url: cdn } },
    cdn,
  ],
  ["the content route", { url: "/v1/videos/video_1/content" }, null],
  ["no link", {}, null],
  ["empty links", { video_url: " ", url: "", metadata: null }, null],
  ["links that are none", { video_url: 7, url: ["x"], metadata: "x" }, null],
])("the link is found: %s", async (_, body, link) => {
  expect((await snapshotOf({ status: "completed", ...body })).resultUrl).toBe(link);
});

test("the own content route is known in any spelling, that of another job is not", async () => {
  const origin = "http://127.0.0.1:8080";
  const linkFrom = async (url: string) => {
    const api = async () => Response.json({ status: "completed", url });
    const outcome = await openAiVideos(reachTo(origin, { api })).poll("video_1", forever);
    return outcome.outcome === "snapshot" ? outcome.snapshot.resultUrl : "failed";
  };
  expect(await linkFrom(`${origin}/v1/videos/video_1/content`)).toBeNull();
  expect(await linkFrom("https://127.0.0.1/v1/videos/video_1/content?x=1")).toBeNull();
  const other = [
    `${origin}/v1/videos/video_2/content`,
    "https://cdn.example/v1/videos/video_1/content",
  ];
  for (const link of other) expect(await linkFrom(link)).toBe(link);
});

// UPSTREAM section 1: a failed job is not charged; its error comes in any form.
test.each<[what: string, body: object, kind: FailureKind, message: string]>([
  [
    "an object",
    { error: { code: "generation_failed", message: "it broke" } },
    "upstream",
    "it broke",
  ],
  ["a string", { error: "it broke" }, "upstream", "it broke"],
  ["a bare message", { message: "it broke" }, "upstream", "it broke"],
  ["only a code", { error: { code: "generation_failed" } }, "upstream", "generation_failed"],
  ["nothing", {}, "upstream", "no reason given"],
  ["null", { error: null }, "upstream", "no reason given"],
  [
    "nested JSON",
    { error: { message: '{"error":{"message":"deep","code":"sentinel_block"}}' } },
    "moderated",
    "deep",
  ],
  ["the policy", { error: { code: "moderation_blocked", message: "no" } }, "moderated", "no"],
  [
    "the policy in words",
    { error: "people-in-user-uploads" },
    "moderated",
    "people-in-user-uploads",
  ],
])("a failed job says why: %s", async (_, body, kind, message) => {
  expect(await snapshotOf({ status: "failed", progress: 100, ...body })).toMatchObject({
    state: "failed",
    progress: 100,
    failure: { kind, message, charged: "no" },
  });
});

test("a job that is moderated on completion has failed, and was billed", async () => {
  const body = { status: "completed", error: { code: "moderation_blocked", message: "no" } };
  expect(await snapshotOf(body)).toMatchObject({
    state: "failed",
    failure: { kind: "moderated", charged: "yes" },
  });
});

test("a completed job with a film is completed, whatever else it says", async () => {
  const body = { status: "completed", video_url: cdn, error: { code: "moderation_blocked" } };
  expect(await snapshotOf(body)).toMatchObject({ state: "completed", failure: null });
});

test.each<[status: number, what: string, body: string | object, kind: FailureKind]>([
  [
    400,
    "an unknown id",
    { code: "task_not_exist", message: "task_not_exist", data: null },
    "notFound",
  ],
  [400, "an unknown id, in words", { error: { message: "task_not_exist" } }, "notFound"],
  [400, "anything else", "", "upstream"],
  [401, "the key", "", "auth"],
  [403, "the group", "", "permission"],
  [403, "money", { error: { code: "insufficient_user_quota", message: "x" } }, "quota"],
  [404, "gone", { error: { message: "video not found" } }, "notFound"],
  [404, "early", { error: { message: "Video is not ready yet" } }, "notReady"],
  [410, "gone", "", "notFound"],
  [429, "the rate", "", "rateLimited"],
  [429, "money", { error: { code: "credit_balance_exhausted" } }, "quota"],
  [500, "a fault", "<html>", "upstream"],
  [502, "a fault", "", "upstream"],
  [524, "a fault", "", "upstream"],
  [302, "a redirect", "", "upstream"],
  [200, "a page", "<html><title>Login</title></html>", "upstream"],
  [200, "nothing", "", "upstream"],
  [200, "no status", { id: "video_1" }, "upstream"],
  [200, "a flat error", { code: "task_not_exist", message: "x", data: null }, "notFound"],
])("%i for %s is a failure of the look", async (status, _, body, kind) => {
  const { charged, ...failure } = await failureOf(status, body);
  expect(failure).toMatchObject({ kind, httpStatus: status });
  expect(charged).toBe(kind === "notFound" ? "unknown" : "no");
});

test.each<[what: string, answer: (response: ServerResponse) => void]>([
  ["a reset", (response) => response.socket?.resetAndDestroy()],
  ["silence", () => {}],
])("%s is a fault of the network", async (_, answer) => {
  const server = await serve((_heard, response) => answer(response));
  const reach = reachTo(server.origin, { timeouts: { ...patient, poll: 800 } });
  expect(await openAiVideos(reach).poll("video_1", forever)).toMatchObject({
    outcome: "failed",
    failure: { kind: "network", charged: "no" },
  });
});

test("so is a refused connection", async () => {
  expect(await poll(`http://127.0.0.1:${await closedPort()}`)).toMatchObject({
    outcome: "failed",
    failure: { kind: "network", charged: "no" },
  });
});

test.each([
  ["sora-official", `Bearer ${canaryKey}`],
  ["sora-async", canaryKey],
])("%s is asked with its own form of the key", async (channel, authorization) => {
  const server = await serve((_, response) => response.end("{}"));
  await poll(server.origin, channel, "task/../1?x");
  expect(server.heard).toMatchObject([
    { method: "GET", url: "/v1/videos/task%2F..%2F1%3Fx", headers: { authorization }, body: "" },
  ]);
});

test("neither a job nor a failure holds the key", async () => {
  const body = { status: `stuck ${canaryKey}`, error: canaryKey, message: canaryKey };
  expect(JSON.stringify(await snapshotOf(body))).not.toContain("canary");
  expect(JSON.stringify(await snapshotOf({ ...body, status: "failed" }))).not.toContain("canary");
  expect(JSON.stringify(await failureOf(500, body))).not.toContain("canary");
});
