"use client";

import { useSyncExternalStore } from "react";

/**
 * Whether single characters work as keys all over the page. Who speaks to their computer can turn them off (WCAG
 * 2.1.4); keys that need the focus in their own part go on working.
 */
const store = "rushes.singleKeys";
const changed = "rushes:single-keys";

const read = (): boolean => {
  try {
    return localStorage.getItem(store) !== "off";
  } catch {
    return true;
  }
};

function watch(onChange: () => void): () => void {
  window.addEventListener(changed, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener("storage", onChange);
  };
}

export const useSingleKeys = (): boolean => useSyncExternalStore(watch, read, () => true);

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(store, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing: they stay as they are.
  }
  window.dispatchEvent(new Event(changed));
}
