import "server-only";
import { isUniqueViolation } from "@/lib/db";
import type { Failure } from "@/lib/failure";
import {
  type ClaimedTask,
  LeaseLostError,
  recordMove,
  renewLease,
  type StepOutcome,
  updateHeld,
  writeOutcome,
} from "@/lib/task/lease";
import { pauseChannel } from "@/lib/task/pause";
import type { CreateOutcome, CreateRequest } from "@/lib/upstream/contract";
import { askFor, type WorkerDeps } from "./deps";
import { countSendings } from "./late-id";
import { type LeaseWatch, leaseMs } from "./lease-watch";
import { keepQuiet, takePlace, usedSlots } from "./limiter";
import { backoff, nextPollAt } from "./pace";
import { loadReference } from "./reference";

/**
 * Sends one waiting task, at most once (DESIGN "Submit"): commit the intent, check the lease once more, one POST,
 * write what came of it. Whatever dies in between leaves a `submitting` row, which is never sent again.
 */
export async function submitStep(
  deps: WorkerDeps,
  task: ClaimedTask,
  lease: LeaseWatch,
): Promise<void> {
  // Both may fail, and do so before anything is committed.
  const upstream = deps.upstreamFor(task);
  const reference = await loadReference(deps, task);
  if (!reference.ok)
    return writeOutcome(deps.db, task, unsendable(reference.error), deps.clock.now());
  const intent = await commitIntent(deps, task);
  if ("dueAt" in intent) {
    const { dueAt } = intent;
    return writeOutcome(deps.db, task, { dueAt, attempts: task.attempts }, deps.clock.now());
  }
  const sending: ClaimedTask = { ...task, status: "submitting" };
  const until = new Date(deps.clock.now().getTime() + leaseMs);
  if (!(await renewLease(deps.db, sending, until))) throw new LeaseLostError(task.id);

  const outcome = await upstream.create(requestOf(task, reference.value), toTheEnd, lease.holds);
  await writeConsequence(deps, sending, intent.nth, outcome);
}

/** Once a byte is out, only its answer tells what was bought: not even a lost lease hangs up on it (FAULTS 21). */
const toTheEnd = new AbortController().signal;

/** Whatever the database does, the id of a paid job is not lost (FAULTS 12, 16). */
async function writeConsequence(
  deps: WorkerDeps,
  task: ClaimedTask,
  nth: number,
  outcome: CreateOutcome,
): Promise<void> {
  const now = deps.clock.now();
  try {
    await writeOutcome(deps.db, task, await consequence(deps, task, outcome), now);
  } catch (error) {
    if (outcome.outcome !== "accepted") throw error;
    if (isUniqueViolation(error)) {
      return writeOutcome(deps.db, task, idTaken(outcome.upstreamId), now);
    }
    const id = { taskId: task.id, nth, upstreamId: outcome.upstreamId };
    deps.log.warn({ ...id, err: error }, "an id cannot be written into its row: kept beside it");
    await deps.spool.save(id, now);
    throw error;
  }
}

/** An id that another task owns must overwrite neither: this one is unconfirmed, and a person looks. */
const idTaken = (upstreamId: string): StepOutcome => ({
  ...evidenceOf({
    kind: "upstream",
    charged: "unknown",
    message: `API Yi answered with the id ${upstreamId}, which another task owns.`,
  }),
  to: "unconfirmed",
  dueAt: null,
  attention: "idTaken",
});

/** A `submitting` row whose lease ran out: whoever held it may have sent it (FAULTS 14, 15, 20). */
export async function recoverStep(deps: WorkerDeps, task: ClaimedTask): Promise<void> {
  const failure: Failure = {
    kind: "interrupted",
    charged: "unknown",
    message: "The studio stopped while the task was being sent.",
  };
  await writeOutcome(deps.db, task, unconfirmed(deps, task, failure), deps.clock.now());
}

/** Perhaps paid. Due once more, because upstream's list may know it, where there is one. */
const unconfirmed = (deps: WorkerDeps, task: ClaimedTask, failure: Failure): StepOutcome => ({
  ...evidenceOf(failure),
  to: "unconfirmed",
  dueAt: new Date(deps.clock.now().getTime() + deps.paceOf(task).firstPoll),
});

const requestOf = (
  { model, prompt, seconds, size }: ClaimedTask,
  reference: CreateRequest["reference"],
): CreateRequest => ({ model, prompt, seconds, size, reference });

/** It will never be what the user asked for: better not sent than sent without its image. */
const unsendable = (failure: Failure): StepOutcome => ({
  ...evidenceOf(failure),
  to: "failed",
  dueAt: null,
});

/**
 * In one transaction: a slot is free, the window has a place, the row is still ours and waiting; then it says
 * `submitting`, durably, before a byte is sent.
 * @returns when to try again, or the how manieth sending of the task it is: the user may want a second one.
 */
async function commitIntent(
  deps: WorkerDeps,
  task: ClaimedTask,
): Promise<{ dueAt: Date } | { nth: number }> {
  const now = deps.clock.now();
  const pace = deps.paceOf(task);
  return deps.db.$transaction(async (tx) => {
    if (pace.slots !== null && (await usedSlots(tx, task)) >= pace.slots) {
      return { dueAt: task.dueAt ?? now }; // keeps its place in the line: the door is shut until a slot is free
    }
    const wait = await takePlace(tx, askFor(deps, task, "create"));
    if (wait) return { dueAt: wait };
    await updateHeld(tx, task, { status: "submitting", updatedAt: now });
    await recordMove(tx, task, { to: "submitting" }, now);
    return { nth: await countSendings(tx, task.id) };
  });
}

async function consequence(
  deps: WorkerDeps,
  task: ClaimedTask,
  outcome: CreateOutcome,
): Promise<StepOutcome> {
  const now = deps.clock.now();
  switch (outcome.outcome) {
    case "accepted":
      return {
        to: "queued",
        upstreamId: outcome.upstreamId,
        submittedAt: now,
        dueAt: nextPollAt(deps.paceOf(task), now, now),
        failure: null,
        httpStatus: outcome.httpStatus,
        requestId: outcome.requestId,
      };
    case "unknown":
      return unconfirmed(deps, task, outcome.failure);
    case "notSent":
      return { ...evidenceOf(outcome.failure), ...retryUnsent(task, now) };
    case "rejected":
      return refusal(deps, task, outcome.failure, now);
  }
}

/** Provably unsent: 1, 2, 4 s and so on up to a minute, as long as it takes (FAULTS 1, 2). */
function retryUnsent(task: ClaimedTask, now: Date) {
  const attempts = task.attempts + 1;
  const waitMs = backoff(attempts, { base: 1_000, cap: 60_000 }, 1);
  return { to: "waiting" as const, attempts, dueAt: new Date(now.getTime() + waitMs) };
}

/** Upstream refused and sold nothing: who can cure it decides what happens to the task. */
async function refusal(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
  now: Date,
): Promise<StepOutcome> {
  switch (failure.kind) {
    case "auth":
    case "permission":
    case "quota":
      await pause(deps, task, failure, null);
      return { ...evidenceOf(failure), to: "waiting", dueAt: now };
    case "noChannel":
      await pause(deps, task, failure, task.model);
      return { ...evidenceOf(failure), to: "failed", dueAt: null };
    case "rateLimited": {
      const attempts = task.attempts + 1;
      const waitMs = failure.retryAfterMs || backoff(attempts, { base: 5_000, cap: 120_000 }, 1);
      const until = new Date(now.getTime() + waitMs);
      await keepQuiet(deps.db, task, until);
      return { ...evidenceOf(failure), to: "waiting", attempts, dueAt: until };
    }
    default:
      return { ...evidenceOf(failure), to: "failed", dueAt: null };
  }
}

/** Closes the door for the key that was refused. */
export async function pause(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
  model: string | null,
): Promise<void> {
  const target = { sandbox: task.sandbox, channel: task.channel, model };
  const fingerprint = deps.fingerprintOf(task) ?? "";
  await pauseChannel(deps.db, target, failure, fingerprint, deps.clock.now());
  deps.log.warn({ ...target, kind: failure.kind }, "channel paused");
}

/** What the task keeps of a failure, and what its event does. */
export const evidenceOf = (failure: Failure) => ({
  failure,
  httpStatus: failure.httpStatus,
  requestId: failure.requestId,
  detail: failure.raw ?? failure.message,
});
