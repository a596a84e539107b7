import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { onTestFinished } from "vitest";
import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import type { Pace } from "@/lib/catalogue/types";
import type { Failure, FailureKind } from "@/lib/failure";
import { createLocalStorage } from "@/lib/storage/local";
import type {
  CreateOutcome,
  CreateRequest,
  FetchOutcome,
  FetchRequest,
  ListOutcome,
  PollOutcome,
  Snapshot,
  Upstream,
} from "@/lib/upstream/contract";
import type { WorkerDeps } from "@/lib/worker/deps";
import type { LeaseWatch } from "@/lib/worker/lease-watch";
import { createMemory } from "@/lib/worker/memory";
import { openSpool } from "@/lib/worker/spool";
import { type TestClock, testClock } from "./clock";
import { testDb } from "./db";

/** An upstream that answers what a test has scripted, and remembers what it was asked. */
export interface ScriptedUpstream extends Upstream {
  creates: CreateRequest[];
  polls: string[];
  fetches: FetchRequest[];
  lists: number;
  onCreate: (request: CreateRequest, signal: AbortSignal) => CreateOutcome | Promise<CreateOutcome>;
  onPoll: (upstreamId: string) => PollOutcome;
  onFetch: (request: FetchRequest) => FetchOutcome;
  onList: () => ListOutcome;
}

/** The worker's world on a real database and real files, with time and upstream in the test's hands. */
export interface TestWorld extends WorkerDeps {
  clock: TestClock;
  upstream: ScriptedUpstream;
  spoolFolder: string;
}

export function testWorld(changes: { pace?: Partial<Pace> } = {}): TestWorld {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-media-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const upstream = scriptedUpstream();
  return {
    db: testDb().db,
    clock: testClock(),
    random: () => 0,
    log: pino({ level: "silent" }),
    storage: createLocalStorage(path.join(folder, "media")),
    roomLeft: async () => 2 ** 40,
    memory: createMemory(),
    spool: openSpool(path.join(folder, "spool")),
    spoolFolder: path.join(folder, "spool"),
    upstream,
    upstreamFor: () => upstream,
    paceOf: ({ channel }) => ({ ...paceOf(channel), ...changes.pace }),
    fingerprintOf: () => "the-key",
  };
}

/** A lease that nobody takes away. */
export const heldLease: LeaseWatch = { signal: new AbortController().signal, holds: () => true };

export function paceOf(channelId: string): Pace {
  const channel = findChannel(builtInCatalogue, channelId);
  if (!channel) throw new Error(`no channel ${channelId}`);
  return channel.pace;
}

function scriptedUpstream(): ScriptedUpstream {
  let made = 0;
  const upstream: ScriptedUpstream = {
    creates: [],
    polls: [],
    fetches: [],
    lists: 0,
    onCreate: () => accepted(`video_${++made}`),
    onPoll: () => snapshot({}),
    onFetch: () => ({ outcome: "failed", failure: failure("notFound") }),
    onList: () => ({ outcome: "noRoute" }),
    async list() {
      upstream.lists++;
      return upstream.onList();
    },
    async create(request, signal) {
      upstream.creates.push(request);
      return upstream.onCreate(request, signal);
    },
    async poll(upstreamId) {
      upstream.polls.push(upstreamId);
      return upstream.onPoll(upstreamId);
    },
    async fetch(request) {
      upstream.fetches.push(request);
      return upstream.onFetch(request);
    },
  };
  return upstream;
}

export const accepted = (upstreamId: string): CreateOutcome => ({
  outcome: "accepted",
  upstreamId,
  state: "queued",
  httpStatus: 200,
  requestId: "req-1",
});

export const failure = (kind: FailureKind, changes: Partial<Failure> = {}): Failure => ({
  kind,
  charged: "no",
  message: `scripted ${kind}`,
  ...changes,
});

export const snapshot = (changes: Partial<Snapshot>): PollOutcome => ({
  outcome: "snapshot",
  httpStatus: 200,
  snapshot: {
    state: "in_progress",
    rawState: changes.state ?? "in_progress",
    progress: null,
    resultUrl: null,
    failure: null,
    actualCost: null,
    ...changes,
  },
});

/** A film as upstream would serve it: the bytes from the asked offset on, or all of them. */
export function served(
  bytes: Uint8Array,
  changes: {
    offset?: number;
    etag?: string | null;
    cutAfter?: number;
    totalBytes?: number | null;
  } = {},
): FetchOutcome {
  const offset = changes.offset ?? 0;
  const rest = bytes.subarray(offset);
  const sent = changes.cutAfter === undefined ? rest : rest.subarray(0, changes.cutAfter);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (sent.length > 0) controller.enqueue(sent);
    },
    pull(controller) {
      if (sent.length < rest.length) controller.error(new Error("the connection was reset"));
      else controller.close();
    },
  });
  return {
    outcome: "opened",
    body,
    offset,
    totalBytes: changes.totalBytes === undefined ? bytes.length : changes.totalBytes,
    etag: changes.etag === undefined ? '"v1"' : changes.etag,
    contentType: "video/mp4",
  };
}
