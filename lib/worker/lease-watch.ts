import "server-only";
import { type ClaimedTask, LeaseLostError, renewLease } from "@/lib/task/lease";
import type { WorkerDeps } from "./deps";

/** How long a claimed row is nobody else's. A step that takes longer keeps its lease alive. In ms. */
export const leaseMs = 30_000;

/** A lease as the step that runs under it sees it. */
export interface LeaseWatch {
  /** Fires when the row was taken over. */
  signal: AbortSignal;
  /**
   * Whether the lease is certainly still ours, by both clocks: a process that was stopped for a while finds out before it
   * has read a row or fired a timer, and so does a machine that slept, whose monotonic clock may have slept too
   * (FAULTS 20, 47).
   */
  holds(): boolean;
}

/**
 * Keeps a row's lease alive until `end`.
 * @param claimedAt when the claim began, in monotonic ms.
 */
export function watchLease(
  deps: WorkerDeps,
  task: ClaimedTask,
  claimedAt: number,
): LeaseWatch & { end(): void } {
  const lost = new AbortController();
  let validUntil = claimedAt + leaseMs;
  let wallUntil = task.leaseUntil ?? new Date(0);
  const renew = async () => {
    const began = deps.clock.monotonic();
    const until = new Date(deps.clock.now().getTime() + leaseMs);
    if (!(await renewLease(deps.db, task, until))) return lost.abort(new LeaseLostError(task.id));
    validUntil = began + leaseMs;
    wallUntil = until;
  };
  // A database that does not answer is no reason to stop: the lease runs out by itself.
  const timer = setInterval(() => void renew().catch(() => {}), leaseMs / 3);
  return {
    signal: lost.signal,
    holds: () =>
      !lost.signal.aborted && deps.clock.monotonic() < validUntil && deps.clock.now() < wallUntil,
    end: () => clearInterval(timer),
  };
}
