import "server-only";
import type { Failure, FailureKind } from "@/lib/failure";
import { sha256OfFile } from "@/lib/media/hash";
import { probeVideo } from "@/lib/media/probe";
import type { StorageKey } from "@/lib/storage/contract";
import { videoKey } from "@/lib/storage/key";
import { type ClaimedTask, LeaseLostError, type StepOutcome, writeOutcome } from "@/lib/task/lease";
import type { FetchRequest } from "@/lib/upstream/contract";
import { askFor, type WorkerDeps } from "./deps";
import { discardNotes, discardPart, download } from "./download";
import type { LeaseWatch } from "./lease-watch";
import { keepQuiet, takePlaceAlone } from "./limiter";
import { backoff } from "./pace";
import { evidenceOf, pause } from "./submit";

/** A file that is not the film is fetched again this often before a person is asked to look (FAULTS 39). */
const mostBadFiles = 3;
/** CDNs lag a little behind a job that just completed (UPSTREAM "Errors": 400 on content). In ms. */
const cdnLagMs = 4_000;
const mostQuickLooks = 5;
/** By these upstream says that it has no such film. A broken connection or a refused key says nothing of the film. */
const gone: readonly FailureKind[] = ["notFound", "notReady", "expired"];
const longestBackoffMs = 10 * 60_000;

/**
 * Brings a finished film home: gather it, verify it, make it durable, then write the row (DESIGN "Archive"). Each try
 * goes on from what is on disk; a crash anywhere costs time only.
 */
export async function archiveStep(
  deps: WorkerDeps,
  task: ClaimedTask,
  { signal }: LeaseWatch,
): Promise<void> {
  const key = videoKey(task.id);
  const stored = await deps.storage.stat(key);
  const step = stored ? await adopt(deps, task, key) : await bringHome(deps, task, key, signal);
  try {
    await writeOutcome(deps.db, task, step, deps.clock.now());
  } catch (error) {
    if (error instanceof LeaseLostError) await removeIfDeleted(deps, task, key);
    throw error;
  }
}

/** The task was deleted while its film came in: the file goes where the row went (FAULTS 53). */
async function removeIfDeleted(deps: WorkerDeps, task: ClaimedTask, key: StorageKey) {
  if ((await deps.db.task.count({ where: { id: task.id } })) > 0) return;
  await deps.storage.remove(key);
  await discardPart(await deps.storage.partPath(key));
}

/** A file that was made durable just before a crash: the row is all that is missing (FAULTS 43). */
async function adopt(deps: WorkerDeps, task: ClaimedTask, key: StorageKey): Promise<StepOutcome> {
  const file = await deps.storage.localFile(key);
  try {
    const verified = await verify(file.path);
    await discardNotes(await deps.storage.partPath(key));
    if (verified.ok) return completed(deps, key, verified.facts);
    await deps.storage.remove(key);
    return badFile(deps, task, verified.reason);
  } finally {
    await file.release();
  }
}

async function bringHome(
  deps: WorkerDeps,
  task: ClaimedTask,
  key: StorageKey,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const partPath = await deps.storage.partPath(key);
  const source = sourceOf(task);
  const upstream = deps.upstreamFor(task);
  if (source === "content") {
    const wait = await takePlaceAlone(deps.db, askFor(deps, task, "other"));
    if (wait) return { dueAt: wait, attempts: task.attempts };
  }
  const { upstreamId, resultUrl } = task;
  if (!upstreamId) throw new Error(`task ${task.id} is archiving without an upstream id`);
  const openRemote = (range: FetchRequest["range"]) =>
    upstream.fetch({ upstreamId, resultUrl, source, range }, signal);

  const got = await download(openRemote, partPath);
  if (got.outcome === "cut") return again(deps, task, got.failure, got.gainedBytes > 0);
  if (got.outcome === "refused") return afterRefusal(deps, task, got.failure, partPath);

  const verified = await verify(partPath);
  if (!verified.ok) {
    await discardPart(partPath);
    return badFile(deps, task, verified.reason);
  }
  await deps.storage.commit(key);
  await discardNotes(partPath);
  return completed(deps, key, verified.facts);
}

/** The link first; every third try goes to the content route, which outlives a link (FAULTS 32, 33). */
const sourceOf = (task: ClaimedTask): FetchRequest["source"] =>
  task.resultUrl === null || task.attempts % 3 === 2 ? "content" : "link";

type Facts = Omit<NonNullable<StepOutcome["video"]>, "key">;

async function verify(
  path: string,
): Promise<{ ok: true; facts: Facts } | { ok: false; reason: string }> {
  const probe = await probeVideo(path);
  if (!probe.ok) return { ok: false, reason: probe.reason };
  const { sha256, bytes } = await sha256OfFile(path);
  return { ok: true, facts: { ...probe.facts, sha256, bytes: BigInt(bytes) } };
}

/** The film is ours. Due at once for its poster. */
const completed = (deps: WorkerDeps, key: StorageKey, facts: Facts): StepOutcome => ({
  to: "completed",
  dueAt: deps.clock.now(),
  video: { ...facts, key },
  progress: 100,
  failure: null,
  attention: null,
});

function badFile(deps: WorkerDeps, task: ClaimedTask, reason: string): StepOutcome {
  const failure: Failure = {
    kind: "badFile",
    charged: "yes",
    message: `What API Yi served is not a whole film: ${reason}.`,
  };
  deps.log.warn({ taskId: task.id, reason }, "the file is not a whole film");
  return {
    ...again(deps, task, failure, false),
    ...(task.attempts + 1 >= mostBadFiles && { attention: "badFile" as const }),
  };
}

async function afterRefusal(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
  partPath: string,
): Promise<StepOutcome> {
  const now = deps.clock.now();
  switch (failure.kind) {
    case "auth":
    case "permission":
    case "quota":
      // A link's 403 speaks of the link (UPSTREAM: signed, short-lived); only the content route knows the key.
      if (sourceOf(task) === "content") await pause(deps, task, failure, null);
      return lostOrAgain(deps, task, failure);
    case "notReady":
      if (task.attempts >= mostQuickLooks) return lostOrAgain(deps, task, failure);
      return { attempts: task.attempts + 1, dueAt: new Date(now.getTime() + cdnLagMs) };
    case "rateLimited": {
      const until = new Date(now.getTime() + (failure.retryAfterMs ?? deps.paceOf(task).poll));
      if (sourceOf(task) === "content") await keepQuiet(deps.db, task, until);
      return { attempts: task.attempts + 1, dueAt: until };
    }
    case "badFile":
      await discardPart(partPath);
      return badFile(deps, task, failure.message);
    default:
      return lostOrAgain(deps, task, failure);
  }
}

/** Within the day that upstream keeps a film everything is tried again; past it "not here" means that it is gone. */
function lostOrAgain(deps: WorkerDeps, task: ClaimedTask, failure: Failure): StepOutcome {
  const age = deps.clock.now().getTime() - (task.submittedAt ?? task.createdAt).getTime();
  const triedAll = task.attempts >= 2;
  const isGone = age >= deps.paceOf(task).retention && triedAll && gone.includes(failure.kind);
  if (!isGone) return again(deps, task, failure, false);
  const lost: Failure = { ...failure, kind: "expired", charged: "yes" };
  return { ...evidenceOf(lost), to: "expired", dueAt: null };
}

/** Soon when bytes arrived, else ever later. */
function again(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
  gained: boolean,
): StepOutcome {
  const attempts = gained ? 0 : task.attempts + 1;
  const limits = { base: 2_000, cap: longestBackoffMs };
  const waitMs = gained ? 200 : backoff(attempts, limits, deps.random());
  deps.log.info({ taskId: task.id, kind: failure.kind, attempts }, "the download goes on later");
  return { attempts, dueAt: new Date(deps.clock.now().getTime() + waitMs) };
}
