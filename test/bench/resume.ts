// Eight films of 200 MB are due at once, over connections that are cut every few megabytes: how much memory does the worker
// take, how long does it last, and is every film what was served? `npm run bench`; ends with 1 when it is not.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { createDb, type Db, migrate } from "@/lib/db";
import { sha256OfFile } from "@/lib/media/hash";
import { createTasks } from "@/lib/task/store";
import { timeouts } from "@/lib/upstream/timeouts";
import { taskInput } from "../support/tasks";
import type { WorldPlan } from "../support/worker-world";
import { cuttingUpstream } from "./cutting-upstream";
import { type LargeFilm, largeFilms } from "./large-film";

const megabyte = 1_000_000;
const count = 8;
const filmBytes = 200 * megabyte;
const cutBytes: [number, number] = [2 * megabyte, 6 * megabyte];
const patienceMs = 10 * 60_000;

const folder = mkdtempSync(path.join(tmpdir(), "rushes-bench-"));
const films = await largeFilms(count, filmBytes);
const upstream = await cuttingUpstream(films, cutBytes);
const plan: WorldPlan = {
  folder,
  databaseUrl: `file:${path.join(folder, "rushes.db")}`,
  baseUrl: upstream.origin,
  linkOrigins: [],
  keys: { "sora-official": "sk-bench" },
  speed: 200,
  timeouts,
};
await migrate(plan.databaseUrl);
const db = createDb(plan.databaseUrl);
const worker = startMeasured();
try {
  const atRest = await worker.atRest();
  const first = worker.samples.length;
  const began = performance.now();
  await press(db);
  const isOver = async () =>
    performance.now() - began > patienceMs ||
    (await db.task.count({ where: { status: "completed" } })) === count;
  while (!(await isOver())) await sleep(250);
  const seconds = (performance.now() - began) / 1_000;
  const peaks = peaksByQuarter(worker.samples.slice(first));
  const whole = await countWhole(db, films);
  report("films", `${count} of ${inMegabytes(filmBytes)}, cut ${upstream.cuts()} times`);
  report("time", `${seconds.toFixed(1)} s, ${inMegabytes((count * filmBytes) / seconds)}/s`);
  report(
    "memory",
    `${inMegabytes(atRest)} at rest, ${inMegabytes(Math.max(...peaks) - atRest)} more`,
  );
  report("", `peaks by quarter: ${peaks.map(inMegabytes).join(", ")}`);
  report("integrity", `${whole} of ${count} are what was served`);
  process.exitCode = whole === count ? 0 : 1;
} finally {
  await worker.stop();
  upstream.close();
  await db.$disconnect();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function startMeasured() {
  const script = path.join(import.meta.dirname, "resume-worker.ts");
  const args = ["--conditions=react-server", "--import", "tsx", script, JSON.stringify(plan)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const samples: number[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => samples.push(Number(line)));
  return {
    samples,
    /** What it takes when it has been idle for three seconds. */
    async atRest() {
      while (samples.length === 0) await sleep(50);
      await sleep(3_000);
      return samples.at(-1) ?? 0;
    },
    async stop() {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / megabyte)} MB`;
}

function report(what: string, words: string): void {
  console.log(what.padEnd(11) + words);
}

/** Whether it stays flat shows in the order of the figures. */
function peaksByQuarter(samples: number[]): number[] {
  const quarter = Math.ceil(samples.length / 4);
  return [0, 1, 2, 3].map((part) =>
    Math.max(...samples.slice(part * quarter, (part + 1) * quarter)),
  );
}

async function press(database: Db): Promise<void> {
  const input = taskInput({ takes: count });
  const intent = { input, eachMicros: 400_000n, sandbox: false, monthBudgetMicros: null };
  await createTasks(database, intent, new Date());
}

async function countWhole(database: Db, served: LargeFilm[]): Promise<number> {
  const videos = await database.video.findMany({ include: { task: true } });
  const hashes = await Promise.all(
    videos.map(async ({ key, task }) => {
      const { sha256 } = await sha256OfFile(path.join(folder, "media", key));
      return sha256 === served[Number(task.upstreamId?.replace("video_", ""))]?.sha256;
    }),
  );
  return hashes.filter(Boolean).length;
}
