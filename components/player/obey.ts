import type { Command } from "@/components/keys/key-table";

/** In seconds; films last 4 to 15. */
const steps = { short: 1, long: 2 } as const;
/** How fast a film may run, by its own pace. */
export const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;
/** In seconds: until more is known of a film, most have 24 or 30 frames a second; the shorter one never skips. */
const guessedFrame = 1 / 30;

export type PlayerCommand = Exclude<Command<"player">, "useFrame">;

/** Does to a film what was asked. */
export function obey(video: HTMLVideoElement, command: PlayerCommand, frame = guessedFrame): void {
  switch (command) {
    case "toggle":
      if (video.paused) play(video);
      else video.pause();
      break;
    case "back":
      seek(video, -steps.long);
      break;
    case "forward":
      seek(video, steps.long);
      break;
    case "backShort":
      seek(video, -steps.short);
      break;
    case "forwardShort":
      seek(video, steps.short);
      break;
    case "frameBack":
      step(video, -frame);
      break;
    case "frameForward":
      step(video, frame);
      break;
    case "slower":
      pace(video, -1);
      break;
    case "faster":
      pace(video, 1);
      break;
    case "loop":
      video.loop = !video.loop;
      break;
    case "fullScreen":
      fill(video);
      break;
  }
}

export function play(video: HTMLVideoElement): void {
  // Refused play is already told by the player's own controls.
  video.play().catch(() => {});
}

export function seek(video: HTMLVideoElement, seconds: number): void {
  const end = Number.isFinite(video.duration) ? video.duration : Number.POSITIVE_INFINITY;
  video.currentTime = Math.min(end, Math.max(0, video.currentTime + seconds));
}

function step(video: HTMLVideoElement, seconds: number): void {
  video.pause();
  seek(video, seconds);
}

/** The next faster or slower pace. */
export function pace(video: HTMLVideoElement, way: 1 | -1): void {
  const faster = rates.find((rate) => rate > video.playbackRate);
  const slower = rates.findLast((rate) => rate < video.playbackRate);
  video.playbackRate = (way > 0 ? faster : slower) ?? video.playbackRate;
}

function fill(video: HTMLVideoElement): void {
  // Refused where the page may not: the film stays as it is.
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  else video.requestFullscreen?.().catch(() => {});
}
