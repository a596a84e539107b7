"use client";

import { useSyncExternalStore } from "react";

const second = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the whole page, and none while nobody looks at it. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, second);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const wholeSecond = () => Math.floor(Date.now() / second) * second;
const notYet = () => null;

/** The present second in ms since the epoch, ticking; null until the page is alive, since the server's is another. */
export const useNowTick = (): number | null => useSyncExternalStore(subscribe, wholeSecond, notYet);
