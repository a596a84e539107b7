import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { inject, onTestFinished, vi } from "vitest";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { quoteFor } from "@/lib/catalogue/quote";
import type { Catalogue } from "@/lib/catalogue/types";
import { type Clock, systemClock } from "@/lib/clock";
import { createDb, type Db, type Task, type TaskEvent, type Video } from "@/lib/db";
import type { FilmMaker } from "@/lib/sandbox/film/maker";
import {
  type SandboxServer,
  type SandboxServerOptions,
  startSandboxServer,
} from "@/lib/sandbox/serve";
import type { TaskInput } from "@/lib/task/input";
import { nudgeWorker } from "@/lib/task/nudge";
import { cutReference, keepReferences } from "@/lib/task/references";
import { createTasks } from "@/lib/task/store";
import type { Timeouts } from "@/lib/upstream/timeouts";
import type { WorkerDeps } from "@/lib/worker/deps";
import { startWorker, type Worker } from "@/lib/worker/loop";
import { lapseClock, setLapseClock } from "./lapse-clock";
import { patient } from "./reach";
import { taskInput } from "./tasks";
import { type TimeLapse, timeLapse } from "./time-lapse";
import { channelOf, clockFile, type Names, type WorldPlan, workerWorld } from "./worker-world";

export interface StudioOptions {
  /** Lets real time run, and the upstream so many times faster. Without it time stands still, and `time` moves it. */
  speed?: number;
  /** How much faster than life jobs are done while time stands still; at 10 each is done when it is first looked at. */
  jobSpeed?: number;
  /** Frames per second of the sandbox's films. */
  fps?: number;
  /** Makes the sandbox's films; the real thing when absent. */
  make?: FilmMaker;
  /** The sandbox tells the list of its jobs. */
  list?: boolean;
  /** Micro-dollars that the sandbox lets us spend. */
  balanceMicros?: number;
  /** Micro-dollars that a month may cost. */
  monthBudgetMicros?: bigint;
  timeouts?: Partial<Timeouts>;
  names?: Names;
}

export type TaskWithEvidence = Task & { video: Video | null; events: TaskEvent[] };

/** The studio's server half against a stand-alone sandbox: a real database, real files, real HTTP, time in the test's hand. */
export interface TestStudio {
  db: Db;
  sandbox: SandboxServer;
  /** Where the sandbox keeps its jobs and films. */
  sandboxDir: string;
  clock: Clock;
  time: TimeLapse;
  plan: WorldPlan;
  deps: WorkerDeps;
  /** What the worker has logged at "info" and above. */
  log: { msg: string; taskId?: string }[];
  monthBudgetMicros: bigint | null;
  /** Called whenever the workers may have something to do. */
  nudges: Set<() => void>;
  /** Records a press of Generate. A prompt of its own is made of the one given. @returns the tasks' ids. */
  press(changes?: Partial<TaskInput>, prices?: Catalogue): Promise<string[]>;
  task(id: string | undefined): Promise<TaskWithEvidence>;
  startWorker(): Worker;
  /** The upstream goes away and comes back, perhaps changed, with what it has on its disk. */
  restartSandbox(changes?: Partial<SandboxServerOptions>): Promise<void>;
  /** For a studio in real time: waits until no row is due any more. @throws after `timeoutMs`. */
  settled(timeoutMs?: number): Promise<void>;
}

export async function testStudio(options: StudioOptions = {}): Promise<TestStudio> {
  const { speed = 1, jobSpeed = speed, fps = 1, monthBudgetMicros = null } = options;
  const isReal = options.speed !== undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-studio-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  if (!isReal) stopTime();
  const sandboxDir = path.join(folder, "sandbox");
  const sandboxOptions = { ...options, fps, speed: jobSpeed, dataDir: sandboxDir };
  const sandbox = await startSandboxServer(sandboxOptions);

  const database = path.join(folder, "rushes.db");
  copyFileSync(inject("templateDatabase"), database);
  const plan: WorldPlan = {
    ...{ folder, speed, databaseUrl: `file:${database}`, baseUrl: sandbox.baseUrl },
    linkOrigins: [sandbox.cdnOrigin],
    keys: { ...sandbox.keys },
    timeouts: { ...patient, ...options.timeouts },
  };
  const db = createDb(plan.databaseUrl);
  onTestFinished(() => db.$disconnect());
  // Processes are killed here, but no power is cut: waiting for the disk would prove nothing.
  await db.$queryRawUnsafe("PRAGMA synchronous = OFF");
  setLapseClock(clockFile(plan), Date.now());
  const clock = isReal ? systemClock : lapseClock(clockFile(plan));

  const log: TestStudio["log"] = [];
  const deps: WorkerDeps = {
    ...workerWorld(plan, db, clock, options.names),
    log: pino({ level: "info" }, { write: (line) => void log.push(JSON.parse(line)) }),
  };
  const cutOf = async ({ reference, size, channel }: TaskInput) => {
    if (!reference) return null;
    const cut = await cutReference(deps, reference, size, channelOf(channel).limits.image);
    if (!cut.ok) throw new Error(`the image cannot be sent: ${cut.error.code}`);
    return cut.value;
  };
  const nudges = new Set([nudgeWorker]);
  const nudge = () => {
    for (const each of nudges) each();
  };
  const moveTo = (moment: Date) => {
    setLapseClock(clockFile(plan), moment.getTime());
    vi.setSystemTime(moment);
  };
  const studio: TestStudio = {
    ...{ db, sandbox, sandboxDir, clock, plan, deps, log, monthBudgetMicros, nudges },
    time: timeLapse({ deps, moveTo, nudge }),
    async press(changes = {}, prices = builtInCatalogue) {
      const { prompt, ...input } = taskInput(changes);
      const own = { ...input, prompt: `${prompt} ${crypto.randomUUID().slice(0, 8)}` };
      const price = quoteFor(prices, own);
      if (!price) throw new Error("no price for this");
      const { eachMicros } = price;
      const cut = await cutOf(own);
      const reference = cut?.row ?? null;
      const intent = { input: own, eachMicros, reference, sandbox: false, monthBudgetMicros };
      const ids = await keepReferences(deps.storage, [cut], () =>
        createTasks(db, intent, clock.now()),
      );
      nudge();
      return ids;
    },
    task: (id = "") =>
      db.task.findUniqueOrThrow({
        where: { id },
        include: { video: true, events: { orderBy: { id: "asc" } } },
      }),
    startWorker() {
      const worker = startWorker(deps);
      onTestFinished(() => worker.stop(5_000));
      return worker;
    },
    async restartSandbox(changes = {}) {
      await studio.sandbox.close();
      const { baseUrl, cdnOrigin } = studio.sandbox;
      const ports = { port: portOf(baseUrl), cdnPort: portOf(cdnOrigin) };
      studio.sandbox = await startSandboxServer({ ...sandboxOptions, ...ports, ...changes });
    },
    settled: (timeoutMs = 300_000) => settled(db, timeoutMs),
  };
  onTestFinished(() => studio.sandbox.close());
  return studio;
}

const portOf = (origin: string): number => Number(new URL(origin).port);

/** The sandbox goes by the system's clock, so that one stands still as well; timers go on. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-20T12:00:00Z") });
  onTestFinished(() => void vi.useRealTimers());
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
