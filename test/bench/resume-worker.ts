// The worker of `resume.ts`, in a process of its own: `resume-worker.ts <plan as JSON>`. It says how much memory it takes,
// in bytes, one line each time, until its standard input ends.
import { systemClock } from "@/lib/clock";
import { createDb } from "@/lib/db";
import { nudgeWorker } from "@/lib/task/nudge";
import { startWorker } from "@/lib/worker/loop";
import { planSchema, workerWorld } from "../support/worker-world";

const plan = planSchema.parse(JSON.parse(process.argv[2] ?? ""));
startWorker(workerWorld(plan, createDb(plan.databaseUrl), systemClock));
// A cut film is due again in a fifth of a second; left to itself the worker comes round once in a second.
setInterval(nudgeWorker, 100);
setInterval(() => process.stdout.write(`${process.memoryUsage.rss()}\n`), 50);
process.stdin.resume().on("end", () => process.exit());
