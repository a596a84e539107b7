"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Takes images that are pasted into an element, or while nothing has the focus. Text is pasted as ever. */
export function useImagePaste(
  zone: RefObject<HTMLElement | null>,
  onFiles: (files: File[]) => void,
): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData, target } = event;
    if (!clipboardData || !(target instanceof Node)) return;
    if (target !== document.body && !zone.current?.contains(target)) return;
    const files = [...clipboardData.files];
    // Office programs put a picture beside every text that is copied: the text is what is meant.
    if (files.length === 0 || clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    onFiles(files);
  });

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => paste(event);
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
}
