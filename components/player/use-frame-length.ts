"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Longer gaps are dropped frames, or a seek; in seconds. */
const longest = 1 / 10;

/**
 * How long one frame of a film lasts, in seconds, as seen while it plays.
 * @returns a ref that is undefined until two frames in a row were seen, or where the browser does not tell.
 */
export function useFrameLength(
  ref: RefObject<HTMLVideoElement | null>,
): RefObject<number | undefined> {
  const length = useRef<number>(undefined);
  useEffect(() => {
    const video = ref.current;
    if (!video || !("requestVideoFrameCallback" in video)) return;
    let before = Number.NaN;
    let handle = video.requestVideoFrameCallback(function seen(_now, { mediaTime }) {
      const gap = mediaTime - before;
      if (gap > 0 && gap < longest) length.current = Math.min(length.current ?? longest, gap);
      before = mediaTime;
      handle = video.requestVideoFrameCallback(seen);
    });
    return () => video.cancelVideoFrameCallback(handle);
  }, [ref]);
  return length;
}
