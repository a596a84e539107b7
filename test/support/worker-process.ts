// A worker in a process of its own: `worker-process.ts <plan> [<halt>]`, both as JSON. It says "ready", takes each line of
// standard input for a nudge, says what it sends and logs, and halts where it was told to, so that a test can kill it right there.
import { writeSync } from "node:fs";
import * as fs from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import pino from "pino";
import { z } from "zod";
import { createDb, type Db } from "@/lib/db";
import { createLocalStorage } from "@/lib/storage/local";
import { nudgeWorker } from "@/lib/task/nudge";
import type { Upstream } from "@/lib/upstream/contract";
import { startWorker } from "@/lib/worker/loop";
import { lapseClock } from "./lapse-clock";
import { clockFile, planSchema, workerWorld } from "./worker-world";

const points = [
  "beforeCommit",
  "beforeFirstByte",
  "afterAnswer",
  "beforeRename",
  "afterRename",
] as const;

/** Where to halt, and whether to be killed there, or as one that was stopped for a while. */
const haltSchema = z.object({ at: z.enum(points), how: z.enum(["hang", "stop"]) }).nullable();
export type Halt = NonNullable<z.infer<typeof haltSchema>>;

const plan = planSchema.parse(JSON.parse(process.argv[2] ?? ""));
let halt = haltSchema.parse(JSON.parse(process.argv[3] ?? "null"));

const db = haltingDb(createDb(plan.databaseUrl));
const world = workerWorld(plan, db, lapseClock(clockFile(plan)));
startWorker({
  ...world,
  log: pino({ level: "info" }, { write: (line) => writeSync(1, line) }),
  storage: createLocalStorage(path.join(plan.folder, "media"), { ...fs, rename }),
  upstreamFor: (task) => haltingUpstream(world.upstreamFor(task)),
});
createInterface({ input: process.stdin })
  .on("line", nudgeWorker)
  .on("close", () => process.exit());
writeSync(1, "ready\n");

/** Once, and never again: who goes on afterwards was only stopped. */
function reach(point: Halt["at"]): void {
  if (halt?.at !== point) return;
  const { how } = halt;
  halt = null;
  writeSync(1, `at ${point}\n`);
  if (how === "stop") process.kill(process.pid, "SIGSTOP");
  // All threads do not stop at the same instant; and whoever waits to be killed waits for good.
  const nap: Record<Halt["how"], number> = { stop: 100, hang: Number.POSITIVE_INFINITY };
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, nap[how]);
}

/** Halts between the write of the intent and its commit, within the transaction. */
function haltingDb(client: Db): Db {
  const halting = client.$extends({
    query: {
      task: {
        async updateMany({ args, query }) {
          const result = await query(args);
          if (args.data.status === "submitting") reach("beforeCommit");
          return result;
        },
      },
    },
  });
  return halting as Db;
}

function haltingUpstream(upstream: Upstream): Upstream {
  return {
    ...upstream,
    async create(request, signal, mayStart = () => true) {
      const outcome = await upstream.create(request, signal, () => {
        reach("beforeFirstByte");
        writeSync(1, "sent\n");
        return mayStart();
      });
      reach("afterAnswer");
      return outcome;
    },
  };
}

async function rename(from: Parameters<typeof fs.rename>[0], to: typeof from): Promise<void> {
  reach("beforeRename");
  await fs.rename(from, to);
  reach("afterRename");
}
