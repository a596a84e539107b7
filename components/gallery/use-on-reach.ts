"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";

/** How far below the screen the next page is asked for: about two rows, so that one who scrolls seldom waits. */
const ahead = "800px";

/**
 * Calls back whenever an element comes near the screen. Does nothing where the browser has no IntersectionObserver:
 * there must be a button that does the same.
 * @param enabled while it is false nothing is watched; turning it on again calls back if the element is still near.
 */
export function useOnReach(
  onReach: () => void,
  enabled: boolean,
): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const reach = useEffectEvent(onReach);
  useEffect(() => {
    const element = ref.current;
    if (!enabled || !element || !("IntersectionObserver" in window)) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && reach(),
      { rootMargin: ahead },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [enabled]);
  return ref;
}
