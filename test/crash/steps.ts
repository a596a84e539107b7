import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { quoteFor } from "@/lib/catalogue/quote";
import { type Clock, systemClock } from "@/lib/clock";
import { createDb, type Db, migrate } from "@/lib/db";
import { createTasks } from "@/lib/task/store";
import { claimId } from "@/lib/task/unconfirmed";
import { leaseMs } from "@/lib/worker/lease-watch";
import { startWorker } from "@/lib/worker/loop";
import { patient } from "../support/reach";
import { taskInput } from "../support/tasks";
import { type WorldPlan, workerWorld } from "../support/worker-world";
import { type Boundary, boundaryNames } from "./boundaries";
import { type Evidence, gather } from "./evidence";
import { seeded } from "./random";
import { openStage, type Stage, timesOf } from "./stage";
import { judge, type Violation } from "./verdict";
import type { WorkerPlan } from "./worker";

const speed = 150;
/** In real ms: what takes longer hangs. */
const patienceMs = 300_000;
/** Of the one press, when several tasks are at work. */
const takes = 3;

/** When the leases of whoever has died have run out. */
const later: Clock = { ...systemClock, now: () => new Date(Date.now() + leaseMs) };

export interface CrashOutcome {
  /** Whether the worker died where it was told to. */
  killed: boolean;
  evidence: Evidence;
}

/** Every boundary once, with several tasks and the worker killed when one of them passes it, by the seed. */
export async function runSteps(
  seed: number,
  tell: (line: string) => void,
): Promise<{ evidence: Evidence; violations: Violation[] }[]> {
  const outcomes = [];
  for (const [index, boundary] of boundaryNames.entries()) {
    const occurrence = seeded(seed, index).whole(1, takes);
    const { killed, evidence } = await crashAt(boundary, { occurrence, takes, seed: seed + index });
    const ends = evidence.tasks.map(({ status }) => status).join(", ");
    tell(`${boundary}, time ${occurrence}: ${killed ? ends : "was not reached"}`);
    const missed = { rule: "every boundary is reached", what: boundary };
    outcomes.push({ evidence, violations: [...judge(evidence), ...(killed ? [] : [missed])] });
  }
  return outcomes;
}

/**
 * One crash: a worker process dies at a boundary, time passes until its leases have run out, and another worker brings
 * everything to rest. The user then gives every task that was perhaps paid its id, where there is a job.
 * @param takes how many tasks there are; by the seed they are on one channel or the other.
 */
export async function crashAt(
  boundary: Boundary,
  options: { occurrence?: number; takes?: number; seed?: number } = {},
): Promise<CrashOutcome> {
  const { occurrence = 1, seed = 1 } = options;
  const stage = await openStage(speed);
  const db = createDb(stage.databaseUrl);
  try {
    await migrate(stage.databaseUrl);
    const world = worldOf(stage);
    const press = await recordPress(db, { takes: options.takes ?? 1, seed });

    const killed = await runUntilKilled({ world, boundary, occurrence }, db);
    stage.sandbox.advance(leaseMs);
    const worker = startWorker(workerWorld(world, db, later));
    await untilAtRest(db, stage);
    await giveIds(db, stage);
    await untilAtRest(db, stage);
    await worker.stop(5_000);
    return { killed, evidence: await gather(stage, [press], timesOf(stage)) };
  } finally {
    await db.$disconnect();
    await stage.close();
  }
}

const worldOf = ({ folder, databaseUrl, sandbox }: Stage): WorldPlan => ({
  ...{ databaseUrl, folder: path.join(folder, "data"), baseUrl: sandbox.baseUrl, speed },
  linkOrigins: [sandbox.cdnOrigin],
  keys: { ...sandbox.keys },
  timeouts: patient,
});

async function recordPress(
  db: Db,
  { takes, seed }: { takes: number; seed: number },
): Promise<Evidence["presses"][number]> {
  const async = seeded(seed).chance(0.5);
  const marker = "press-0-0";
  const input = taskInput({
    ...{ takes, prompt: `${marker} A red fox in fresh snow` },
    ...(async && { channel: "sora-async", seconds: 10 }),
  });
  const price = quoteFor(builtInCatalogue, input);
  if (!price) throw new Error("no price for this");
  const intent = {
    ...{ input, eachMicros: price.eachMicros, sandbox: false, monthBudgetMicros: null },
  };
  return { marker, takes, answers: [await createTasks(db, intent, systemClock.now())] };
}

/** @returns whether it died by its own hand; when all is done without that, it is ended from here. */
async function runUntilKilled(plan: WorkerPlan, db: Db): Promise<boolean> {
  const script = path.join(import.meta.dirname, "worker.ts");
  const args = ["--conditions=react-server", "--import", "tsx", script, JSON.stringify(plan)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  const over = new AbortController();
  const exited = once(child, "exit").then(() => over.abort());
  await untilNothingIsDue(db, over.signal).catch(() => {});
  // The last boundary comes after the last write.
  await Promise.race([exited, sleep(2_000, null, { signal: over.signal })]).catch(() => {});
  const killed = child.signalCode === "SIGKILL";
  child.kill("SIGKILL");
  await exited;
  return killed;
}

/** What the user does who finds the jobs in the upstream's console (FAULTS 15). */
async function giveIds(db: Db, { sandbox }: Stage): Promise<void> {
  const tasks = await db.task.findMany({ where: { status: "unconfirmed" } });
  const jobs = sandbox.bill().lines.map(({ id }) => id);
  for (const { id } of tasks) {
    for (let given = false; !given && jobs.length > 0; ) {
      given = (await claimId(db, id, jobs.shift() ?? "", later.now())) === null;
    }
  }
}

async function untilAtRest(db: Db, { sandbox }: Stage): Promise<void> {
  await untilNothingIsDue(db, AbortSignal.timeout(patienceMs));
  while (sandbox.bill().heldMicros > 0) await sleep(50);
}

/** @throws when the signal fires first. */
async function untilNothingIsDue(db: Db, signal: AbortSignal): Promise<void> {
  while ((await db.task.count({ where: { dueAt: { not: null } } })) > 0) {
    await sleep(50, null, { signal });
  }
}
