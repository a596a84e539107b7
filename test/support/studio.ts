import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { onTestFinished } from "vitest";
import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import { quoteFor } from "@/lib/catalogue/quote";
import { systemClock } from "@/lib/clock";
import { createDb, type Db } from "@/lib/db";
import { type SandboxServer, startSandboxServer } from "@/lib/sandbox/serve";
import type { Storage } from "@/lib/storage/contract";
import { createLocalStorage } from "@/lib/storage/local";
import type { TaskInput } from "@/lib/task/input";
import { nudgeWorker } from "@/lib/task/nudge";
import { createTasks } from "@/lib/task/store";
import { httpTransport } from "@/lib/upstream/http";
import { publicLookup } from "@/lib/upstream/links";
import { openAiVideos } from "@/lib/upstream/openai-videos";
import type { WorkerDeps } from "@/lib/worker/deps";
import { startWorker, type Worker } from "@/lib/worker/loop";
import { createMemory } from "@/lib/worker/memory";
import { scalePace } from "@/lib/worker/pace";
import { openSpool } from "@/lib/worker/spool";
import { testDbUrl } from "./db";
import { taskInput } from "./tasks";

/** The studio's server half against a stand-alone sandbox: a real database, real files, real HTTP, faster time. */
export interface TestStudio {
  db: Db;
  storage: Storage;
  sandbox: SandboxServer;
  /** Records a press of Generate at the catalogue's price. @returns the tasks' ids. */
  press(changes?: Partial<TaskInput>): Promise<string[]>;
  startWorker(): Worker;
  /** Waits until no row is due any more. @throws after `timeoutMs`. */
  settled(timeoutMs?: number): Promise<void>;
}

export async function testStudio({ speed = 60, fps = 2 } = {}): Promise<TestStudio> {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-studio-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const sandbox = await startSandboxServer({ dataDir: path.join(folder, "sandbox"), speed, fps });
  onTestFinished(() => sandbox.close());
  const db = createDb(testDbUrl());
  onTestFinished(() => db.$disconnect());
  const storage = createLocalStorage(path.join(folder, "media"));
  const deps: WorkerDeps = {
    db,
    storage,
    roomLeft: async () => 2 ** 40,
    memory: createMemory(),
    spool: openSpool(path.join(folder, "spool")),
    clock: systemClock,
    random: Math.random,
    log: pino({ level: "silent" }),
    upstreamFor: ({ channel }) => upstreamAt(sandbox, channel),
    paceOf: ({ channel }) => scalePace(channelOf(channel).pace, speed),
    fingerprintOf: () => "the-key",
  };
  return {
    ...{ db, storage, sandbox },
    async press(changes = {}) {
      const input = taskInput(changes);
      const price = quoteFor(builtInCatalogue, input);
      if (!price) throw new Error("no price for this");
      const intent = {
        input,
        eachMicros: price.eachMicros,
        sandbox: false,
        monthBudgetMicros: null,
      };
      const ids = await createTasks(db, intent, systemClock.now());
      nudgeWorker();
      return ids;
    },
    startWorker() {
      const worker = startWorker(deps);
      onTestFinished(() => worker.stop(5_000));
      return worker;
    },
    settled: (timeoutMs = 60_000) => settled(db, timeoutMs),
  };
}

function channelOf(id: string) {
  const channel = findChannel(builtInCatalogue, id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
}

function upstreamAt(sandbox: SandboxServer, channelId: string) {
  const api = httpTransport();
  const trustedOrigins = new Set([new URL(sandbox.baseUrl).origin, sandbox.cdnOrigin]);
  const key = Object.entries(sandbox.keys).find(([id]) => id === channelId)?.[1];
  if (!key) throw new Error(`the sandbox has no channel ${channelId}`);
  return openAiVideos({
    baseUrl: new URL(sandbox.baseUrl),
    key,
    wire: channelOf(channelId).wire,
    api,
    links: { trustedOrigins, trusted: api, untrusted: httpTransport({ lookup: publicLookup() }) },
  });
}

async function settled(db: Db, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while ((await db.task.count({ where: { dueAt: { not: null } } })) > 0) {
    if (performance.now() > deadline) {
      const left = await db.task.findMany({ where: { dueAt: { not: null } } });
      throw new Error(
        `not settled: ${JSON.stringify(left.map((t) => [t.status, t.attention, t.failureMessage]))}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
