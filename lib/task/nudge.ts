import "server-only";
import { singleton } from "@/lib/singleton";

const target = () => singleton("nudge", () => new EventTarget());

/** Ends the worker's wait early: a task became due. Missing one costs a second at most. */
export const nudgeWorker = (): void => {
  target().dispatchEvent(new Event("nudge"));
};

/** Calls back at every nudge until the signal aborts. */
export const onNudge = (listener: () => void, signal: AbortSignal): void =>
  target().addEventListener("nudge", listener, { signal });
