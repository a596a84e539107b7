/**
 * A worker that kills itself where it is told: `worker.ts PLAN`, a `WorkerPlan` as JSON. Started where nothing stops it,
 * it works until it is killed from outside.
 */
import path from "node:path";
import { systemClock } from "@/lib/clock";
import { createDb } from "@/lib/db";
import { startWorker } from "@/lib/worker/loop";
import { type WorldPlan, workerWorld } from "../support/worker-world";
import { type Boundary, watched } from "./boundaries";

export interface WorkerPlan {
  world: WorldPlan;
  boundary: Boundary;
  /** The first time that it is passed, or a later one. */
  occurrence: number;
}

const plan: WorkerPlan = JSON.parse(process.argv[2] ?? "");
const { world, boundary, occurrence } = plan;
let passed = 0;

const passing = (name: string) => {
  if (name !== boundary || ++passed < occurrence) return;
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment, in which nothing more must happen.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const deps = workerWorld(world, createDb(world.databaseUrl), systemClock);
startWorker(watched(deps, path.join(world.folder, "media"), passing));
