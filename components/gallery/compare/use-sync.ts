"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { obey, type PlayerCommand, play } from "@/components/player/obey";

export interface SyncState {
  playing: boolean;
  /** In seconds, of the film that leads: the longest. The length is 0 until all can be moved. */
  time: number;
  length: number;
  rate: number;
}

/** Farther apart than that, in seconds, a film is brought back to where the others are: two frames or so. */
const apart = 0.08;

/** Moves several films as one. The longest leads; a shorter one waits at its end for the others. */
export function useSync(count: number) {
  const videos = useRef<(HTMLVideoElement | null)[]>([]);
  const [state, setState] = useState<SyncState>({ playing: false, time: 0, length: 0, rate: 1 });
  const register = (at: number, video: HTMLVideoElement | null) => {
    videos.current[at] = video;
  };
  const all = useCallback(
    () => videos.current.slice(0, count).filter((video) => video !== null),
    [count],
  );
  const leader = useCallback(
    () =>
      all().reduce<HTMLVideoElement | null>(
        (best, video) => (best && lengthOf(best) >= lengthOf(video) ? best : video),
        null,
      ),
    [all],
  );

  const tell = useCallback(() => {
    const first = leader();
    if (!first) return;
    setState({
      playing: !first.paused && !first.ended,
      time: first.currentTime,
      length: all().every((video) => video.error || lengthOf(video) > 0) ? lengthOf(first) : 0,
      rate: first.playbackRate,
    });
  }, [all, leader]);

  const seekTo = (time: number) => {
    for (const video of all()) video.currentTime = Math.min(time, lengthOf(video));
    tell();
  };

  const command = (what: PlayerCommand) => {
    const first = leader();
    if (!first) return;
    const others = all().filter((video) => video !== first);
    if (what === "toggle" && first.paused) {
      if (first.ended || first.currentTime >= lengthOf(first)) first.currentTime = 0;
      for (const video of others) video.currentTime = Math.min(first.currentTime, lengthOf(video));
      for (const video of [first, ...others]) if (!isThrough(video)) play(video);
    } else if (what === "toggle") {
      for (const video of all()) video.pause();
    } else {
      obey(first, what);
      for (const video of others) {
        video.playbackRate = first.playbackRate;
        video.loop = false;
        if (first.paused) video.pause();
        video.currentTime = Math.min(first.currentTime, lengthOf(video));
      }
    }
    tell();
  };

  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const first = leader();
      if (first && !first.paused) {
        for (const video of all()) if (video !== first) keepUp(video, first);
      }
      tell();
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [all, leader, tell]);

  return { state, command, seekTo, register };
}

const lengthOf = ({ duration }: HTMLVideoElement): number =>
  Number.isFinite(duration) ? duration : 0;

const isThrough = (video: HTMLVideoElement): boolean =>
  lengthOf(video) > 0 && video.currentTime >= lengthOf(video);

function keepUp(video: HTMLVideoElement, first: HTMLVideoElement): void {
  const wanted = Math.min(first.currentTime, lengthOf(video));
  if (Math.abs(video.currentTime - wanted) > apart && !video.seeking) video.currentTime = wanted;
  if (video.paused && wanted < lengthOf(video)) play(video);
}
