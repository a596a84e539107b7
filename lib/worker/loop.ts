import "server-only";
import type { Prisma } from "@/lib/db";
import { beat } from "@/lib/pulse";
import { type ClaimedTask, claimDue, LeaseLostError } from "@/lib/task/lease";
import { onNudge } from "@/lib/task/nudge";
import type { TaskStatus } from "@/lib/task/status";
import { archiveStep } from "./archive";
import type { WorkerDeps } from "./deps";
import { openDoors } from "./doors";
import { type LeaseWatch, leaseMs, watchLease } from "./lease-watch";
import { pollStep } from "./poll";
import { posterStep } from "./poster";
import { reconcileStep } from "./reconcile";
import { setBack } from "./set-back";
import { recoverStep, submitStep } from "./submit";

type Step = (deps: WorkerDeps, task: ClaimedTask, lease: LeaseWatch) => Promise<void>;

/** A kind of work with its own places, so that a long download never holds up a poll or a submit. */
interface Lane {
  name: string;
  statuses: readonly TaskStatus[];
  places: number;
  step: Step;
  /** Whose turn it is; see `claimDue`. */
  first?: "dueAt" | "submittedAt";
  /** Narrows what may be claimed now; null when nothing may. */
  where?: (deps: WorkerDeps) => Promise<Prisma.TaskWhereInput | null>;
}

// In the order that counts when everything is due at once: films before they expire, then what the user waits for.
const lanes: readonly Lane[] = [
  { name: "archive", statuses: ["archiving"], places: 4, step: archiveStep, first: "submittedAt" },
  { name: "recover", statuses: ["submitting"], places: 4, step: recoverStep },
  { name: "submit", statuses: ["waiting"], places: 4, step: submitStep, where: openDoors },
  { name: "poll", statuses: ["queued", "in_progress"], places: 4, step: pollStep },
  { name: "reconcile", statuses: ["unconfirmed"], places: 2, step: reconcileStep },
  { name: "poster", statuses: ["completed"], places: 1, step: posterStep },
];

/** Without a nudge the loop comes round this often, so a missed one costs a second. In ms. */
const tickMs = 1_000;

export interface Worker {
  /** Starts nothing new, waits for what is under way, at most `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Starts the loop: claim due rows, run one step of each, wait, again. */
export function startWorker(deps: WorkerDeps): Worker {
  const stopping = new AbortController();
  const running = new Map<string, Set<Promise<void>>>(lanes.map((lane) => [lane.name, new Set()]));
  let wake = () => {};
  onNudge(() => wake(), stopping.signal);

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      beat(deps.clock.monotonic());
      await replaySpool(deps);
      await fillLanes(deps, running, stopping.signal, () => wake());
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, tickMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stopping.signal.aborted) wake();
      });
    }
  })();

  return {
    async stop(graceMs) {
      stopping.abort();
      wake();
      await loop;
      const underWay = Promise.allSettled([...running.values()].flatMap((steps) => [...steps]));
      await Promise.race([
        underWay,
        new Promise((resolve) => setTimeout(resolve, graceMs).unref()),
      ]);
    },
  };
}

/** Gives rows the ids that were kept while the database could not take them. */
async function replaySpool(deps: WorkerDeps): Promise<void> {
  try {
    const replayed = await deps.spool.replay(deps.db, deps.clock.now());
    if (replayed > 0) deps.log.info({ replayed }, "kept ids were given back to their tasks");
  } catch (error) {
    deps.log.error({ err: error }, "kept ids could not be given back yet");
  }
}

async function fillLanes(
  deps: WorkerDeps,
  running: Map<string, Set<Promise<void>>>,
  stopping: AbortSignal,
  done: () => void,
): Promise<void> {
  for (const lane of lanes) {
    const steps = running.get(lane.name);
    if (!steps || stopping.aborted) return;
    try {
      const claimedAt = deps.clock.monotonic();
      for (const task of await claim(deps, lane, lane.places - steps.size)) {
        const step = runStep(deps, lane, task, { claimedAt, stopping }).finally(() => {
          steps.delete(step);
          done();
        });
        steps.add(step);
      }
    } catch (error) {
      // The database did not answer. Nothing was claimed; the next round tries again.
      deps.log.error({ err: error, lane: lane.name }, "no work could be claimed");
    }
  }
}

async function claim(deps: WorkerDeps, lane: Lane, limit: number): Promise<ClaimedTask[]> {
  if (limit < 1) return [];
  const where = lane.where ? await lane.where(deps) : {};
  if (!where) return [];
  return claimDue(deps.db, {
    statuses: lane.statuses,
    limit,
    leaseMs,
    now: deps.clock.now(),
    first: lane.first,
    where,
  });
}

/** Runs one step under a lease that is kept alive; a step that breaks sets its row back, and never the loop. */
async function runStep(
  deps: WorkerDeps,
  lane: Lane,
  task: ClaimedTask,
  { claimedAt, stopping }: { claimedAt: number; stopping: AbortSignal },
): Promise<void> {
  const lease = watchLease(deps, task, claimedAt);
  // What is about to be sent when the worker is stopped is put back instead (FAULTS 56).
  const holds = () => !stopping.aborted && lease.holds();
  try {
    await lane.step(deps, task, { signal: lease.signal, holds });
  } catch (error) {
    if (error instanceof LeaseLostError) {
      deps.log.info({ taskId: task.id, lane: lane.name }, "the row was moved by somebody else");
    } else {
      deps.log.error({ err: error, taskId: task.id, lane: lane.name }, "a step broke");
      await setBack(deps, task, error);
    }
  } finally {
    lease.end();
  }
}
