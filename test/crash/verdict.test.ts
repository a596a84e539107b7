import { expect, test } from "vitest";
import { videoKey } from "@/lib/storage/key";
import type { TaskStatus } from "@/lib/task/status";
import type { Evidence, TaskRecord } from "./evidence";
import { judge } from "./verdict";

const now = new Date("2026-11-20T12:00:00Z");
const id = "01a1f8fa-f481-773a-a13c-a6d9cd4f8223";
const prompt = "press-0-0 A red fox";
const key = videoKey(id);
const sha256 = "a".repeat(64);
const way: TaskStatus[] = ["waiting", "submitting", "queued", "archiving", "completed"];

const history = (statuses: readonly TaskStatus[]): TaskRecord["events"] =>
  statuses.map((to, index) => ({
    ...{ id: index, taskId: id, at: now, to, from: statuses[index - 1] ?? null },
    ...{ httpStatus: null, requestId: null, detail: null },
  }));

const task: TaskRecord = {
  ...{ id, prompt, intentKey: "", take: 0, status: "completed", sandbox: false },
  ...{ channel: "sora-official", model: "sora-2", seconds: 4, size: "1280x720", progress: 100 },
  ...{
    referenceId: null,
    refetches: 0,
    doubtMicros: 0n,
    heldAt: new Date(0),
    priceMicros: 400_000n,
    upstreamId: "video_1",
    resultUrl: null,
  },
  ...{ failureKind: null, failureCharged: null, failureMessage: null, attention: null },
  ...{ claimedId: null, claimRefusal: null, candidates: null, attempts: 0 },
  ...{ dueAt: null, leaseUntil: null, leaseToken: null, submittedAt: now, lastPolledAt: now },
  ...{ settledAt: now, createdAt: now, updatedAt: now },
  ...{ place: 0n, origin: "studio", shelf: "library", trashedAt: null, title: null },
  ...{ favourite: false, aspect: 1280 / 720 },
  video: {
    ...{ taskId: id, key, sha256, bytes: 9n, width: 1280, height: 720, durationMs: 4_000 },
    ...{ codec: "avc", hasAudio: false, posterKey: null, posterTries: 0, placeholder: null },
    createdAt: now,
  },
  events: history(way),
};

const post = {
  ...{ at: 0, method: "POST", path: "/v1/videos", channel: "sora-async" as const },
  ...{ status: 200, prompt },
};
const poll = { ...post, method: "GET", path: "/v1/videos/video_1", prompt: undefined };
const job = {
  ...{ id: "video_1", channel: "sora-official", model: "sora-2", seconds: 4, size: "1280x720" },
  ...{ prompt, micros: 400_000, state: "charged" as const },
};

/** One press, one POST, one film. */
const good: Evidence = {
  presses: [{ marker: "press-0-0", takes: 1, answers: [[id], [id]] }],
  requests: [post],
  jobs: [job],
  tasks: [task],
  files: [{ name: key, sha256, bytes: 9 }],
  served: new Map([["video_1", sha256]]),
  pollMs: 500,
  windowMs: 1_000,
};

const withTask = (changes: Partial<TaskRecord>): Partial<Evidence> => ({
  tasks: [{ ...task, ...changes }],
});

test.each<[rule: string, changes: Partial<Evidence>]>([
  ["at most one POST that could be paid", { requests: [post, { ...post, status: 502 }] }],
  ["at most one POST that could be paid", { requests: [post, { ...post, status: null }] }],
  ["no POST out of nowhere", { requests: [post, { ...post, prompt: "A heron" }] }],
  ["a press is one intent", { presses: [{ marker: "press-0-0", takes: 1, answers: [["b"]] }] }],
  ["a press is one intent", { presses: [{ marker: "press-0-0", takes: 1, answers: [] }] }],
  ["no film is lost", { files: [] }],
  ["no film is lost", { files: [{ name: key, sha256: "b", bytes: 9 }] }],
  ["no film is lost", withTask({ upstreamId: null })],
  ["only an expired job may expire", withTask({ status: "expired" })],
  ["the bill is what is shown", withTask({ status: "failed" })],
  ["the bill is what is shown", { jobs: [{ ...job, state: "refunded" }] }],
  ["the price is the bill's", { jobs: [{ ...job, micros: 300_000 }] }],
  ["no request over the limit", { requests: [{ ...post, status: 429 }] }],
  ["polls keep their distance", { requests: [poll, { ...poll, at: 400 }] }],
  ["nothing is due or leased for ever", withTask({ dueAt: now })],
  ["nothing is due or leased for ever", withTask({ leaseToken: "held" })],
  ["every task is settled or waits for a person", withTask({ status: "archiving" })],
  ["completed if and only if the film is there", withTask({ video: null })],
  ["completed if and only if the film is there", withTask({ status: "failed" })],
  ["the film is the one that was made", { served: new Map([["video_1", "b"]]) }],
  ["nothing is left over", { files: [...good.files, { name: `${key}.part`, sha256, bytes: 1 }] }],
  ["every step of a task is told", withTask({ events: history(way.slice(0, 3)) })],
  ["every step of a task is told", withTask({ events: history(["waiting", "completed"]) })],
  ["what was withdrawn is not sent", withTask({ status: "canceled" })],
])("notices that not: %s", (rule, changes) => {
  expect(judge({ ...good, ...changes }).map((found) => found.rule)).toContain(rule);
});

test("finds nothing where nothing is wrong", () => {
  expect(judge(good)).toEqual([]);
});

test.each([
  ["a note on the way", ["waiting", "submitting", "queued", "queued", "archiving", "completed"]],
  [
    "an id that is written after the user has decided",
    ["waiting", "submitting", "unconfirmed", "failed", "queued", "archiving", "completed"],
  ],
] as const)("allows %s", (_what, steps) => {
  expect(judge({ ...good, ...withTask({ events: history([...steps]) }) })).toEqual([]);
});

test("lets the unconfirmed be either paid or not", () => {
  const unconfirmed = withTask({
    ...{ status: "unconfirmed", upstreamId: null, video: null },
    events: history(["waiting", "submitting", "unconfirmed"]),
  });
  expect(judge({ ...good, ...unconfirmed, files: [] })).toEqual([]);
  expect(judge({ ...good, ...unconfirmed, files: [], jobs: [] })).toEqual([]);
});

test("allows another POST for each time that the user had it sent again", () => {
  const again: TaskStatus[] = ["waiting", "submitting", "unconfirmed", ...way];
  const requests = [{ ...post, status: 502 }, post];
  expect(judge({ ...good, requests, ...withTask({ events: history(again) }) })).toEqual([]);
});

test("does not count a refusal as paid, nor a 429 that was asked for", () => {
  const limited = { ...post, status: 429, prompt: "press-0-0 [[429]]" };
  expect(judge({ ...good, requests: [limited, post] })).toEqual([]);
});
