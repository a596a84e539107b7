"use client";

import type { KeyboardEvent, RefObject } from "react";

/** In seconds; films last 4 to 15. */
const steps = { short: 1, long: 2 } as const;

type Command = { kind: "toggle" } | { kind: "seek"; seconds: number } | { kind: "frame" };

const commands: Record<string, Command> = {
  k: { kind: "toggle" },
  " ": { kind: "toggle" },
  j: { kind: "seek", seconds: -steps.long },
  l: { kind: "seek", seconds: steps.long },
  u: { kind: "frame" },
  ArrowLeft: { kind: "seek", seconds: -steps.short },
  ArrowRight: { kind: "seek", seconds: steps.short },
};

/** Keys that the browser's own controls understand once they have the focus: which of them has it, a page cannot tell. */
const nativeKeys = new Set([" ", "ArrowLeft", "ArrowRight"]);

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/**
 * What a key means to the player.
 * @param on where the key was pressed: on the browser's own controls, on a button of ours, or elsewhere in the player.
 * @returns null for a key that is none of the player's business.
 */
export function commandFor(press: Press, on: "video" | "button" | "player"): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (on === "video" && nativeKeys.has(press.key)) return null;
  if (on === "button" && press.key === " ") return null;
  return commands[press.key.length === 1 ? press.key.toLowerCase() : press.key] ?? null;
}

/**
 * J, K, L, U, the arrows and the space bar. Only while the focus is in the player: single-letter keys that worked
 * everywhere would get in the way of those who speak to their computer (WCAG 2.1.4).
 * @param onFrame the frame that is shown is wanted.
 * @returns the `onKeyDown` of the element around the video.
 */
export function usePlayerKeys(ref: RefObject<HTMLVideoElement | null>, onFrame: () => void) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const video = ref.current;
    if (!video || event.defaultPrevented) return;
    const command = commandFor(event, placeOf(event.target));
    if (!command) return;
    event.preventDefault();
    if (command.kind !== "frame") obey(video, command);
    else if (!event.repeat) onFrame();
  };
}

function placeOf(target: EventTarget) {
  if (target instanceof HTMLVideoElement) return "video";
  return target instanceof Element && target.closest("button, a, summary") ? "button" : "player";
}

function obey(video: HTMLVideoElement, command: Exclude<Command, { kind: "frame" }>) {
  if (command.kind === "toggle") {
    // Refused play is already told by the player's own controls.
    if (video.paused) video.play().catch(() => {});
    else video.pause();
    return;
  }
  const end = Number.isFinite(video.duration) ? video.duration : Number.POSITIVE_INFINITY;
  video.currentTime = Math.min(end, Math.max(0, video.currentTime + command.seconds));
}
