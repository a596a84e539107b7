import "server-only";
import type { ClaimedTask } from "@/lib/task/lease";
import type { FetchRequest } from "@/lib/upstream/contract";
import type { WorkerDeps } from "./deps";
import { keepQuiet } from "./limiter";
import { whenToPoll } from "./poll";

/** The link while there is one; every third try goes to the content route, which outlives links (FAULTS 32, 33). */
export const sourceOf = (task: ClaimedTask): FetchRequest["source"] =>
  task.resultUrl === null || task.attempts % 3 === 2 ? "content" : "link";

/**
 * The task with a link that may be good. One that was refused is forgotten: then the job is looked at afresh, for a look
 * may bring a newly signed one (FAULTS 33). Where it may not be looked at yet, the content route has to do.
 */
export async function withFreshLink(
  deps: WorkerDeps,
  task: ClaimedTask,
  signal: AbortSignal,
): Promise<ClaimedTask> {
  const mayHelp = task.resultUrl === null && task.attempts % 3 === 1;
  if (!mayHelp || (await whenToPoll(deps, task))) return task;
  const looked = await deps.upstreamFor(task).poll(task.upstreamId ?? "", signal);
  // Whatever else it says now: completed sticks (FAULTS 31).
  if (looked.outcome === "snapshot") return { ...task, resultUrl: looked.snapshot.resultUrl };
  if (looked.failure.kind === "rateLimited") {
    const waitMs = looked.failure.retryAfterMs ?? deps.paceOf(task).poll;
    await keepQuiet(deps.db, task, new Date(deps.clock.now().getTime() + waitMs));
  }
  return task;
}

/** When a job that was looked at may be looked at again. */
export const nextLookAt = (deps: WorkerDeps, task: ClaimedTask): Date =>
  new Date((task.lastPolledAt?.getTime() ?? 0) + deps.paceOf(task).poll);
