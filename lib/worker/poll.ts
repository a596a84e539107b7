import "server-only";
import type { Failure } from "@/lib/failure";
import { type ClaimedTask, type StepOutcome, updateHeld, writeOutcome } from "@/lib/task/lease";
import type { TaskStatus } from "@/lib/task/status";
import type { PollOutcome, Snapshot } from "@/lib/upstream/contract";
import { askFor, type WorkerDeps } from "./deps";
import type { LeaseWatch } from "./lease-watch";
import { keepQuiet, takePlace, type Wait } from "./limiter";
import { backoff, isSlow, nextPollAt } from "./pace";
import { evidenceOf, pause } from "./submit";

/** A job that was created just now may not be known everywhere yet (FAULTS 26). In ms. */
const graceMs = 5 * 60_000;
/** Past the day that upstream keeps a film, so many denials in a row mean that there will be none (FAULTS 27). */
const leastDenials = 3;
const longestBackoffMs = 10 * 60_000;

/** Looks once at a job upstream and writes what it sees. */
export async function pollStep(
  deps: WorkerDeps,
  task: ClaimedTask,
  { signal }: LeaseWatch,
): Promise<void> {
  if (!task.upstreamId) throw new Error(`task ${task.id} is ${task.status} without an upstream id`);
  const upstream = deps.upstreamFor(task);
  const wait = await whenToPoll(deps, task);
  if (wait) {
    return writeOutcome(deps.db, task, { dueAt: wait, attempts: task.attempts }, deps.clock.now());
  }
  const outcome = await upstream.poll(task.upstreamId, signal);
  const step = await afterPoll(deps, task, outcome);
  await writeOutcome(deps.db, task, { ...step, lastPolledAt: deps.clock.now() }, deps.clock.now());
}

/**
 * Null for now; else when: two polls of a task are never closer than the channel allows, whatever the clock says, and
 * whoever dies in between: that it will be looked at is written down before it is.
 */
export async function whenToPoll(deps: WorkerDeps, task: ClaimedTask): Promise<Wait> {
  const least = deps.paceOf(task).poll;
  const now = deps.clock.now();
  const monotonic = deps.clock.monotonic();
  const early = Math.max(
    deps.memory.pollWait(task.id, least, monotonic),
    storedWait(task.lastPolledAt, least, now),
  );
  if (early > 0) return new Date(now.getTime() + early);
  const wait = await deps.db.$transaction(async (tx) => {
    const full = await takePlace(tx, askFor(deps, task, "other"));
    if (!full) await updateHeld(tx, task, { lastPolledAt: now });
    return full;
  });
  if (!wait) deps.memory.notePoll(task.id, least, monotonic);
  return wait;
}

/** Ms until the row may be polled again. A time that lies ahead was written before the clock was set back. */
function storedWait(lastPolledAt: Date | null, least: number, now: Date): number {
  const since = lastPolledAt ? now.getTime() - lastPolledAt.getTime() : least;
  return since < 0 ? 0 : Math.max(0, least - since);
}

async function afterPoll(
  deps: WorkerDeps,
  task: ClaimedTask,
  outcome: PollOutcome,
): Promise<StepOutcome> {
  if (outcome.outcome === "failed") return afterFailedPoll(deps, task, outcome.failure);
  const { snapshot, httpStatus, requestId } = outcome;
  return { ...afterSnapshot(deps, task, snapshot), httpStatus, requestId };
}

function afterSnapshot(deps: WorkerDeps, task: ClaimedTask, snapshot: Snapshot): StepOutcome {
  const now = deps.clock.now();
  switch (snapshot.state) {
    case "completed":
      return {
        to: "archiving",
        dueAt: now,
        resultUrl: snapshot.resultUrl,
        progress: snapshot.progress,
        failure: null,
        attention: null,
      };
    case "failed":
      return { ...evidenceOf(snapshot.failure ?? silent("no")), to: "failed", dueAt: null };
    case "expired":
      return { ...evidenceOf(snapshot.failure ?? expiredUpstream), to: "expired", dueAt: null };
    case "queued":
    case "in_progress":
    case "unrecognised":
      return stillRunning(deps, task, snapshot);
  }
}

function stillRunning(deps: WorkerDeps, task: ClaimedTask, snapshot: Snapshot): StepOutcome {
  const now = deps.clock.now();
  const pace = deps.paceOf(task);
  const sentAt = task.submittedAt ?? task.createdAt;
  if (snapshot.state === "unrecognised") tellOnce(deps, task, snapshot.rawState);
  const seen: TaskStatus = snapshot.state === "in_progress" ? "in_progress" : "queued";
  const moved = snapshot.state !== "unrecognised" && seen !== task.status;
  const progressed = snapshot.progress !== null && snapshot.progress !== task.progress;
  return {
    ...(moved && { to: seen }),
    ...(progressed && { progress: snapshot.progress }),
    dueAt: nextPollAt(pace, sentAt, now),
    failure: null,
    attention: isSlow(pace, sentAt, now) ? "slow" : null,
  };
}

const toldWords = new Set<string>();
const mostToldWords = 100;

/** Logs a status word that nobody knows, once for all tasks: every poll of every job may bring it (FAULTS 28). */
function tellOnce(deps: WorkerDeps, task: ClaimedTask, word: string): void {
  if (toldWords.has(word) || toldWords.size >= mostToldWords) return;
  toldWords.add(word);
  deps.log.warn({ taskId: task.id, status: word }, "upstream used an unknown status");
}

async function afterFailedPoll(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
): Promise<StepOutcome> {
  const now = deps.clock.now();
  const pace = deps.paceOf(task);
  const attempts = task.attempts + 1;
  const wait = backoff(attempts, { base: 2 * pace.poll, cap: longestBackoffMs }, deps.random());
  const later = new Date(now.getTime() + Math.max(pace.poll, wait));
  switch (failure.kind) {
    case "auth":
    case "permission":
    case "quota":
      await pause(deps, task, failure, null);
      return { attempts, dueAt: later };
    case "rateLimited": {
      const until = new Date(now.getTime() + (failure.retryAfterMs ?? wait));
      await keepQuiet(deps.db, task, until);
      return { attempts, dueAt: until > later ? until : later };
    }
    case "notFound": {
      const isAdopted = task.origin === "adopted";
      if (isAdopted && task.lastPolledAt === null) return neverThere(failure);
      const age = now.getTime() - (task.submittedAt ?? task.createdAt).getTime();
      const patience = isAdopted ? graceMs : pace.retention + graceMs;
      if (age > patience && attempts >= leastDenials) {
        return isAdopted ? neverThere(failure) : denied(task, failure);
      }
      return { attempts, dueAt: later, ...(age > graceMs && { attention: "notFound" as const }) };
    }
    default:
      return { attempts, dueAt: later };
  }
}

/** Nobody knows what became of it, or whether it was paid: that is for the user to say, who keeps the hold till then. */
const denied = ({ upstreamId }: ClaimedTask, failure: Failure): StepOutcome => ({
  ...evidenceOf({ ...failure, charged: "unknown" }),
  detail: `API Yi does not know its job ${upstreamId} any more: ${failure.message}`,
  to: "unconfirmed",
  dueAt: null,
  attention: "notFound",
});

/**
 * An id that the user has given, and that upstream denies: there is nothing to wait for. The id is free again, for it may
 * be known later, or belong to a task that is in doubt.
 */
const neverThere = (failure: Failure): StepOutcome => ({
  ...evidenceOf({ ...failure, charged: "no" }),
  to: "failed",
  dueAt: null,
  upstreamId: null,
});

const silent = (charged: Failure["charged"]): Failure => ({
  kind: "upstream",
  charged,
  message: "API Yi says that the job failed, and gives no reason.",
});

const expiredUpstream: Failure = {
  kind: "expired",
  charged: "yes",
  message: "API Yi deleted the film before it could be saved.",
};
