import "server-only";
import { type ClaimedTask, LeaseLostError, writeOutcome } from "@/lib/task/lease";
import type { WorkerDeps } from "./deps";
import { backoff } from "./pace";

const diskFull = new Set(["ENOSPC", "EDQUOT"]);

/**
 * Gives a row back after its step broke in a way nobody foresaw, to be tried again later. A row that says
 * `submitting` in the database is not touched: its lease runs out, and it becomes unconfirmed.
 */
export async function setBack(deps: WorkerDeps, task: ClaimedTask, error: unknown): Promise<void> {
  const attempts = task.attempts + 1;
  const waitMs = backoff(attempts, { base: 2_000, cap: 5 * 60_000 }, deps.random());
  const dueAt = new Date(deps.clock.now().getTime() + waitMs);
  try {
    await writeOutcome(
      deps.db,
      task,
      { dueAt, attempts, ...(isDiskFull(error) && { attention: "storage" as const }) },
      deps.clock.now(),
    );
  } catch (writeError) {
    if (writeError instanceof LeaseLostError) return;
    deps.log.error({ err: writeError, taskId: task.id }, "a row could not be set back");
  }
}

/** Looks through the causes: storage wraps what the file system said. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && diskFull.has(String(error.code))) return true;
  return isDiskFull(error.cause);
}
