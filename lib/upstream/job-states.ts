import type { SnapshotState } from "./contract";

/** UPSTREAM "Status words -> ours". */
const states: Record<string, SnapshotState> = {
  queued: "queued",
  submitted: "queued",
  pending: "queued",
  not_start: "queued",
  preparing: "queued",
  created: "queued",
  starting: "queued",
  unknown: "queued",
  in_progress: "in_progress",
  processing: "in_progress",
  running: "in_progress",
  generating: "in_progress",
  completed: "completed",
  complete: "completed",
  succeeded: "completed",
  success: "completed",
  finished: "completed",
  failed: "failed",
  failure: "failed",
  fail: "failed",
  error: "failed",
  cancelled: "failed",
  canceled: "failed",
  expired: "expired",
};

/** What a status word means. One that nobody has seen yet settles nothing. */
export function stateOf(word: string): SnapshotState {
  const normalised = word.trim().toLowerCase();
  return Object.hasOwn(states, normalised)
    ? (states[normalised] ?? "unrecognised")
    : "unrecognised";
}
