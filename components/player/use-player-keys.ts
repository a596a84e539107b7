"use client";

import type { KeyboardEvent, RefObject } from "react";
import { type Command, commandAt, type Press } from "@/components/keys/key-table";
import { isTyping } from "@/components/keys/typing";
import { obey } from "./obey";

/** Keys that the browser's own controls understand once they have the focus: which of them has it, a page cannot tell. */
const nativeKeys = new Set([" ", "ArrowLeft", "ArrowRight"]);

/**
 * What a key means to the player.
 * @param on where the key was pressed: on the browser's own controls, on a button of ours, or elsewhere in the player.
 * @returns null for a key that is none of the player's business.
 */
export function commandFor(
  press: Press,
  on: "video" | "button" | "player",
): Command<"player"> | null {
  if (on === "video" && nativeKeys.has(press.key)) return null;
  if (on === "button" && press.key === " ") return null;
  return commandAt("player", press);
}

/** Commands that a key held down does not repeat. */
const once = new Set<Command<"player">>(["useFrame", "toggle", "loop", "fullScreen"]);

interface Options {
  ref: RefObject<HTMLVideoElement | null>;
  frame: RefObject<number | undefined>;
  /** The frame that is shown is wanted. */
  onFrame: () => void;
}

/**
 * The keys of a cutting table. Only while the focus is in the player: single-letter keys that worked everywhere would
 * get in the way of those who speak to their computer (WCAG 2.1.4).
 * @returns the `onKeyDown` of the element around the video.
 */
export function usePlayerKeys({ ref, frame, onFrame }: Options) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const video = ref.current;
    if (!video || event.defaultPrevented || isTyping(event.nativeEvent)) return;
    const command = commandFor(event, placeOf(event.target));
    if (!command) return;
    event.preventDefault();
    if (event.repeat && once.has(command)) return;
    if (command === "useFrame") onFrame();
    else obey(video, command, frame.current);
  };
}

function placeOf(target: EventTarget) {
  if (target instanceof HTMLVideoElement) return "video";
  return target instanceof Element && target.closest("button, a, summary") ? "button" : "player";
}
