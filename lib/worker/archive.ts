import "server-only";
import type { Failure } from "@/lib/failure";
import { sha256OfFile } from "@/lib/media/hash";
import { probeVideo } from "@/lib/media/probe";
import type { StorageKey } from "@/lib/storage/contract";
import { videoKey } from "@/lib/storage/key";
import { type ClaimedTask, LeaseLostError, type StepOutcome, writeOutcome } from "@/lib/task/lease";
import type { FetchRequest } from "@/lib/upstream/contract";
import { askFor, type WorkerDeps } from "./deps";
import { discardNotes, discardPart, download } from "./download";
import { afterRefusal, again, badFile, isLeftToPerson, leftToPerson } from "./film-fault";
import type { LeaseWatch } from "./lease-watch";
import { takePlaceAlone } from "./limiter";
import { sourceOf, withFreshLink } from "./way";

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
  const step = await outcomeOf(deps, task, key, signal);
  try {
    await writeOutcome(deps.db, task, step, deps.clock.now());
  } catch (error) {
    if (error instanceof LeaseLostError) await removeIfDeleted(deps, task, key);
    throw error;
  }
}

async function outcomeOf(
  deps: WorkerDeps,
  task: ClaimedTask,
  key: StorageKey,
  signal: AbortSignal,
): Promise<StepOutcome> {
  if (isLeftToPerson(task)) return leftToPerson(deps, task);
  if (await deps.storage.stat(key)) return adopt(deps, task, key);
  const asked = await withFreshLink(deps, task, signal);
  return { resultUrl: asked.resultUrl, ...(await bringHome(deps, asked, key, signal)) };
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
    return badFile(deps, task, verified.reason, await deps.storage.quarantine(key));
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
  const { upstreamId, resultUrl } = task;
  if (!upstreamId) throw new Error(`task ${task.id} is archiving without an upstream id`);
  const partPath = await deps.storage.partPath(key);
  const source = sourceOf(task);
  const upstream = deps.upstreamFor(task);
  if (source === "content") {
    const wait = await takePlaceAlone(deps.db, askFor(deps, task, "other"));
    if (wait) return { dueAt: wait, attempts: task.attempts };
  }
  const openRemote = (range: FetchRequest["range"]) =>
    upstream.fetch({ upstreamId, resultUrl, source, range }, signal);

  const got = await download(openRemote, partPath);
  if (got.outcome === "cut") return again(deps, task, got.failure, got.gainedBytes > 0);
  if (got.outcome === "refused") return refused(deps, task, got.failure, partPath);

  const verified = await verify(partPath);
  const aside = verified.ok ? null : await deps.storage.quarantine(key);
  if (verified.ok) await deps.storage.commit(key);
  await discardNotes(partPath);
  if (!verified.ok) return badFile(deps, task, verified.reason, aside);
  return completed(deps, key, verified.facts);
}

/** A page or an error in place of the film is none to go on from, and nothing to keep. */
async function refused(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
  partPath: string,
): Promise<StepOutcome> {
  if (failure.kind !== "badFile") return afterRefusal(deps, task, failure);
  await discardPart(partPath);
  return badFile(deps, task, failure.message, null);
}

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
