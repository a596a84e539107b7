import type { Batch } from "./batch";

const place = "rushes.batch";

/** A batch and the name of the intent behind it: both survive a reload, so that pressing again is never a second intent. */
export interface BatchState {
  batch: Batch;
  /** Who was to make it: the same films by another model are another intent. */
  maker: string;
  intentKey: string;
}

/** Storage may be full or forbidden: then the batch does not survive. */
export function saveBatch(state: BatchState): void {
  try {
    localStorage.setItem(place, JSON.stringify(state));
  } catch {
    // Nothing lost but convenience: an answer that was not heard is looked for in what is in progress.
  }
}

/** What was kept; null when there is nothing that can be used. */
export function loadBatch(): BatchState | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "null");
    return isState(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function isState(value: unknown): value is BatchState {
  if (!isRecord(value) || typeof value.intentKey !== "string" || !isRecord(value.batch)) {
    return false;
  }
  if (typeof value.maker !== "string") {
    return false;
  }
  const { prompts, sizes, seconds, takes } = value.batch;
  return (
    typeof prompts === "string" &&
    typeof takes === "number" &&
    Array.isArray(sizes) &&
    sizes.every((size) => typeof size === "string") &&
    Array.isArray(seconds) &&
    seconds.every((each) => typeof each === "number")
  );
}
