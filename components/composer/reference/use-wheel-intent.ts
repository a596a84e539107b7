"use client";

import { useEffect, useRef } from "react";

/** A turn of the wheel ends when it has rested for this long, in ms. */
const rest = 300;

/**
 * Whether a turn of the wheel is meant for what is under the pointer. One that began elsewhere, to scroll, goes on
 * scrolling when something that zooms comes under the pointer.
 */
export function useWheelIntent(): (event: WheelEvent) => boolean {
  const scrolledAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    // Only what nobody has taken comes as far as this, and it scrolls.
    const scrolls = (event: WheelEvent) => {
      if (!event.defaultPrevented) scrolledAt.current = event.timeStamp;
    };
    document.addEventListener("wheel", scrolls, { passive: true });
    return () => document.removeEventListener("wheel", scrolls);
  }, []);
  return (event) => event.ctrlKey || event.timeStamp - scrolledAt.current > rest;
}
