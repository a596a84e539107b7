import "server-only";
import type { Failure, FailureKind } from "@/lib/failure";
import type { ClaimedTask, StepOutcome } from "@/lib/task/lease";
import type { WorkerDeps } from "./deps";
import { keepQuiet } from "./limiter";
import { backoff } from "./pace";
import { evidenceOf, pause } from "./submit";
import { nextLookAt, sourceOf } from "./way";

/** A file that is not the film is fetched again this often before it is left to a person (FAULTS 39). */
const mostRefetches = 3;
/** CDNs lag a little behind a job that just completed (UPSTREAM "Errors": 400 on content). In ms. */
const cdnLagMs = 4_000;
const mostQuickLooks = 5;
/** By these upstream says that it has no such film. A broken connection or a refused key says nothing of the film. */
const gone: readonly FailureKind[] = ["notFound", "notReady", "expired"];
const longestBackoffMs = 10 * 60_000;
const hour = 3_600_000;

/**
 * What was served is not a whole film: it is fetched again a few times, and then left to a person.
 * @param aside where it is kept, if it was a file at all.
 */
export function badFile(
  deps: WorkerDeps,
  task: ClaimedTask,
  reason: string,
  aside: string | null,
): StepOutcome {
  deps.log.warn({ taskId: task.id, reason, aside }, "the file is not a whole film");
  const kept = aside ? ` The last such file is kept as media/${aside}.` : "";
  const message = `What API Yi served is not a whole film: ${reason}.`;
  const later =
    task.refetches < mostRefetches
      ? again(deps, task, { kind: "badFile", charged: "yes", message }, false)
      : leftToPerson(deps, task);
  return { ...later, refetches: task.refetches + 1, note: message + kept };
}

/** Whether nothing is fetched for it any more until a person says so. */
export const isLeftToPerson = (task: ClaimedTask): boolean => task.attention === "badFile";

/** Rests until upstream deletes the film, and is then expired. Due now and then, as every live task is. */
export function leftToPerson(deps: WorkerDeps, task: ClaimedTask): StepOutcome {
  const now = deps.clock.now().getTime();
  const keptUntil = sentAt(task) + deps.paceOf(task).retention;
  if (now < keptUntil) {
    return { attention: "badFile", dueAt: new Date(Math.min(keptUntil, now + hour)) };
  }
  const message = "API Yi served no whole film for as long as it kept it.";
  return { ...expired({ kind: "expired", charged: "yes", message }), attention: null };
}

/** What follows when upstream, or a link of its, gives no film. */
export async function afterRefusal(
  deps: WorkerDeps,
  task: ClaimedTask,
  failure: Failure,
): Promise<StepOutcome> {
  const now = deps.clock.now();
  const source = sourceOf(task);
  switch (failure.kind) {
    case "auth":
    case "permission":
    case "quota":
      // A link's 403 speaks of the link (UPSTREAM: signed, short-lived); only the content route knows the key.
      if (source === "content") await pause(deps, task, failure, null);
      return lostOrAgain(deps, task, failure);
    case "notFound":
      return source === "link" ? forgetLink(deps, task, failure) : lostOrAgain(deps, task, failure);
    case "unsafeLink":
      return source === "link"
        ? doWithoutLink(deps, task, failure)
        : lostOrAgain(deps, task, failure);
    case "notReady":
      if (task.attempts >= mostQuickLooks) return lostOrAgain(deps, task, failure);
      return { attempts: task.attempts + 1, dueAt: new Date(now.getTime() + cdnLagMs) };
    case "rateLimited": {
      const until = new Date(now.getTime() + (failure.retryAfterMs ?? deps.paceOf(task).poll));
      if (source === "content") await keepQuiet(deps.db, task, until);
      return { attempts: task.attempts + 1, dueAt: until };
    }
    default:
      return lostOrAgain(deps, task, failure);
  }
}

/** A refused link stays refused. As soon as the job may be looked at again, that may bring another (FAULTS 33). */
function forgetLink(deps: WorkerDeps, task: ClaimedTask, failure: Failure): StepOutcome {
  const outcome = lostOrAgain(deps, task, failure);
  const look = nextLookAt(deps, task);
  const dueAt = outcome.dueAt && look > outcome.dueAt ? look : outcome.dueAt;
  return { ...outcome, dueAt, resultUrl: null };
}

/** Such a link is as good as none, and the job has no better one: the content route is next. */
const doWithoutLink = (deps: WorkerDeps, task: ClaimedTask, failure: Failure): StepOutcome => ({
  ...again(deps, task, failure, false),
  attempts: task.attempts + 2 - (task.attempts % 3),
  resultUrl: null,
});

/** Within the day that upstream keeps a film everything is tried again; past it "not here" means that it is gone. */
function lostOrAgain(deps: WorkerDeps, task: ClaimedTask, failure: Failure): StepOutcome {
  const age = deps.clock.now().getTime() - sentAt(task);
  const triedAll = task.attempts >= 2;
  const isGone = age >= deps.paceOf(task).retention && triedAll && gone.includes(failure.kind);
  return isGone
    ? expired({ ...failure, kind: "expired", charged: "yes" })
    : again(deps, task, failure, false);
}

const sentAt = (task: ClaimedTask): number => (task.submittedAt ?? task.createdAt).getTime();

const expired = (failure: Failure): StepOutcome => ({
  ...evidenceOf(failure),
  to: "expired",
  dueAt: null,
});

/** Soon when bytes arrived, else ever later. */
export function again(
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
