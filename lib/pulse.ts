import "server-only";
import { singleton } from "@/lib/singleton";

/** The worker's sign of life, for `GET /api/health`: when its loop last came round, in monotonic ms. */
const state = () => singleton("pulse", () => ({ lastBeat: null as number | null }));

export const beat = (monotonicMs: number): void => {
  state().lastBeat = monotonicMs;
};

/** @returns ms since the loop last came round, or null when it never did. */
export const sinceLastBeat = (monotonicMs: number): number | null => {
  const { lastBeat } = state();
  return lastBeat === null ? null : monotonicMs - lastBeat;
};
