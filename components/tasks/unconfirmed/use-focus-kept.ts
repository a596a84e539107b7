"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { inProgressId } from "../in-progress-anchor";

/**
 * Does not let the focus fall to the page's beginning when what had it goes away: it moves to the list's heading, or to
 * the page's content where there is no such list.
 * @returns to be put on what may go away.
 */
export function useFocusKept<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null);
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      // The list may be going away as well: what is left is known after this commit.
      queueMicrotask(() => {
        const next = document.getElementById(inProgressId) ?? document.getElementById("content");
        next?.focus({ preventScroll: true });
      });
    };
  }, []);
  return place;
}
