"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** Long enough to cross a card on the way to another one without starting its film. */
export const previewDelay = 400;

// Two cards can be wanted at once, one by the pointer and one by the focus: the later one plays.
let stopCurrent: (() => void) | null = null;

/** Whether the browser was told to be sparing with data. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;

/** Whether a film may start by itself: a device that hovers, a person who accepts motion, a connection that can spare it. */
export function mayPreview(): boolean {
  const matches = (query: string) => window.matchMedia(query).matches;
  return matches("(hover: hover)") && !matches("(prefers-reduced-motion: reduce)") && !savesData();
}

/**
 * When a card plays its film: a moment after the pointer or the focus has come to it, until they leave. One card at a
 * time on the whole page.
 * @returns whether to play now, and the handlers of the card's outermost element.
 */
export function usePreview() {
  const [playing, setPlaying] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    if (stopCurrent === stop) stopCurrent = null;
    setPlaying(false);
  }, []);

  const start = useCallback(() => {
    if (!mayPreview()) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (stopCurrent !== stop) stopCurrent?.();
      stopCurrent = stop;
      setPlaying(true);
    }, previewDelay);
  }, [stop]);

  useEffect(() => stop, [stop]);
  return {
    playing,
    handlers: { onPointerEnter: start, onPointerLeave: stop, onFocus: start, onBlur: stop },
  };
}
