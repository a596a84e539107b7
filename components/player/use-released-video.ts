"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * A `<video>` that lets go of its file when it leaves the page: a page that is left may linger in memory, and would
 * otherwise keep playing and keep its connection.
 * @param src the same address that is rendered as the element's `src`.
 */
export function useReleasedVideo(src: string): RefObject<HTMLVideoElement | null> {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    // Effects can run twice for one element (strict mode, a page shown again): the clean-up below took the address away.
    if (!video.hasAttribute("src")) video.src = src;
    return () => {
      video.pause();
      video.removeAttribute("src");
      video.load();
    };
  }, [src]);
  return ref;
}
