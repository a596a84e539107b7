import "server-only";
import { type Db, isUniqueViolation } from "@/lib/db";
import type { Failure } from "@/lib/failure";
import { type ClaimedTask, type StepOutcome, writeOutcome } from "@/lib/task/lease";
import type { AdoptionRefusal } from "@/lib/task/view";
import type { ListedJob } from "@/lib/upstream/contract";
import { askFor, type WorkerDeps } from "./deps";
import type { LeaseWatch } from "./lease-watch";
import { takePlaceAlone } from "./limiter";
import { hasNoList, rememberNoList } from "./list-memory";
import { backoff, nextPollAt } from "./pace";
import { whenToPoll } from "./poll";

/** How far upstream's clock and ours may differ, and how long a create may have been on its way. In ms. */
const beforeMs = 2 * 60_000;
const afterMs = 10 * 60_000;
/** A list may lag behind the create: so often it is asked before the task is left to the user. */
const mostLooks = 3;
const mostChecks = 5;

/**
 * What the machine can do for a task that was perhaps paid: check an id that the user pasted, or look for a unique
 * match in upstream's list (FAULTS 22-24). It never sends anything that could be paid.
 */
export async function reconcileStep(
  deps: WorkerDeps,
  task: ClaimedTask,
  { signal }: LeaseWatch,
): Promise<void> {
  const { attempts, claimedId } = task;
  const wait = await (claimedId
    ? whenToPoll(deps, task)
    : takePlaceAlone(deps.db, askFor(deps, task, "other")));
  const step = wait
    ? { dueAt: wait, attempts }
    : await (claimedId ? checkClaim : lookInList)(deps, task, signal);
  await adopt(deps, task, step);
}

/** Adopting an id that another task got meanwhile would overwrite: it is refused instead (FAULTS 12). */
async function adopt(deps: WorkerDeps, task: ClaimedTask, step: StepOutcome): Promise<void> {
  try {
    await writeOutcome(deps.db, task, step, deps.clock.now());
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await writeOutcome(deps.db, task, refused("taken"), deps.clock.now());
  }
}

async function checkClaim(
  deps: WorkerDeps,
  task: ClaimedTask,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const claimedId = task.claimedId ?? "";
  const looked = await deps.upstreamFor(task).poll(claimedId, signal);
  if (looked.outcome === "snapshot") {
    return adopted(deps, task, claimedId, "The user pasted its id, and upstream knows it.");
  }
  const passing = isPassing(looked.failure);
  if (passing && task.attempts + 1 < mostChecks) return laterStep(deps, task);
  return refused(passing ? "unreachable" : "notFound");
}

const isPassing = ({ kind }: Failure): boolean => kind !== "notFound" && kind !== "badInput";

async function lookInList(
  deps: WorkerDeps,
  task: ClaimedTask,
  signal: AbortSignal,
): Promise<StepOutcome> {
  if (await hasNoList(deps.db, task)) return { dueAt: null };
  const listed = await deps.upstreamFor(task).list(signal);
  switch (listed.outcome) {
    case "noRoute":
      await rememberNoList(deps.db, task, deps.clock.now());
      return { dueAt: null };
    case "failed":
      return task.attempts + 1 < mostLooks ? laterStep(deps, task) : { dueAt: null };
    case "jobs":
      return afterList(deps, task, listed.jobs);
  }
}

async function afterList(
  deps: WorkerDeps,
  task: ClaimedTask,
  jobs: ListedJob[],
): Promise<StepOutcome> {
  const sentAt = await lastSentAt(deps.db, task);
  const free = await unowned(
    deps.db,
    task,
    jobs.filter((job) => mayBe(job, task, sentAt)),
  );
  const [only] = free;
  if (only && free.length === 1 && !(await hasTwin(deps.db, task))) {
    return adopted(deps, task, only.upstreamId, "The one job in upstream's list that it can be.");
  }
  if (free.length > 0) {
    return { dueAt: null, candidates: free.map((job) => job.upstreamId) };
  }
  return task.attempts + 1 < mostLooks ? laterStep(deps, task) : { dueAt: null };
}

/** Everything the list tells must agree; what it leaves out says nothing, but the time must be there. */
function mayBe(job: ListedJob, task: ClaimedTask, sentAt: Date): boolean {
  const agrees = <T>(told: T | null, ours: T) => told === null || told === ours;
  const age = job.createdAt ? job.createdAt.getTime() - sentAt.getTime() : Number.NaN;
  return (
    age >= -beforeMs &&
    age <= afterMs &&
    agrees(job.model, task.model) &&
    agrees(job.seconds, task.seconds) &&
    agrees(job.size, task.size) &&
    agrees(job.prompt && plain(job.prompt), plain(task.prompt))
  );
}

/** A form sends line breaks as CR LF (HTML, multipart/form-data), and a relay may trim. */
const plain = (prompt: string): string => prompt.replace(/\r\n?/g, "\n").trim();

async function unowned(db: Db, task: ClaimedTask, jobs: ListedJob[]): Promise<ListedJob[]> {
  const { sandbox, channel } = task;
  const owners = await db.task.findMany({
    where: { sandbox, channel, upstreamId: { in: jobs.map((job) => job.upstreamId) } },
    select: { upstreamId: true },
  });
  const owned = new Set(owners.map((owner) => owner.upstreamId));
  return jobs.filter((job) => !owned.has(job.upstreamId));
}

/** Another task whose job this could be just as well: then a single match proves nothing. */
async function hasTwin(db: Db, task: ClaimedTask): Promise<boolean> {
  const { sandbox, channel, model, seconds, size } = task;
  const twins = await db.task.count({
    where: {
      ...{ sandbox, channel, model, seconds, size, upstreamId: null },
      status: { in: ["unconfirmed", "submitting"] },
      id: { not: task.id },
    },
  });
  return twins > 0;
}

async function lastSentAt(db: Db, task: ClaimedTask): Promise<Date> {
  const event = await db.taskEvent.findFirst({
    where: { taskId: task.id, to: "submitting" },
    orderBy: { id: "desc" },
  });
  return event?.at ?? task.createdAt;
}

/** It goes on as one that has just been sent: it may have been looked at a moment ago, here or before a crash. */
function adopted(
  deps: WorkerDeps,
  task: ClaimedTask,
  upstreamId: string,
  detail: string,
): StepOutcome {
  const now = deps.clock.now();
  return {
    to: "queued",
    ...{ upstreamId, detail, submittedAt: now, dueAt: nextPollAt(deps.paceOf(task), now, now) },
    ...{ failure: null, attention: null, claim: null, candidates: null },
  };
}

/** The task stays as it was; only the user's next try is answered. */
const refused = (refusal: AdoptionRefusal): StepOutcome => ({ dueAt: null, claim: refusal });

function laterStep(deps: WorkerDeps, task: ClaimedTask): StepOutcome {
  const attempts = task.attempts + 1;
  const wait = backoff(attempts, { base: 2 * deps.paceOf(task).poll, cap: 600_000 }, deps.random());
  return { attempts, dueAt: new Date(deps.clock.now().getTime() + wait) };
}
