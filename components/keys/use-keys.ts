"use client";

import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useEffectEvent } from "react";
import { type Command, commandAt, type KeyPlace } from "./key-table";
import { useSingleKeys } from "./single-keys";
import { isTyping } from "./typing";

/** What each command does. One that answers false leaves the key to the browser. */
export type KeyHandlers<Place extends KeyPlace> = {
  [C in Command<Place>]?: (() => void) | (() => boolean);
};

const once: ReadonlySet<string> = new Set(["trash", "favourite", "select", "open", "compare"]);

/** Does what a press means at a place. @returns whether it meant anything. */
export function obeyKey<Place extends KeyPlace>(
  event: KeyboardEvent,
  place: Place,
  handlers: KeyHandlers<Place>,
): boolean {
  if (event.defaultPrevented || isTyping(event)) return false;
  const command = commandAt(place, event);
  const handler = command && handlers[command];
  // A key that is held down leafs and seeks, but throws away only what one pressed it for.
  if (handler && event.repeat && once.has(command)) {
    event.preventDefault();
    return true;
  }
  if (!handler || handler() === false) return false;
  event.preventDefault();
  return true;
}

/** @returns the `onKeyDown` of the element that a place's keys belong to: they work while the focus is in it. */
export const keysOf =
  <Place extends KeyPlace>(place: Place, handlers: KeyHandlers<Place>) =>
  ({ nativeEvent }: ReactKeyboardEvent) =>
    void obeyKey(nativeEvent, place, handlers);

/** The keys that work wherever one is, unless they were turned off. */
export function usePageKeys(handlers: KeyHandlers<"page">): void {
  const on = useSingleKeys();
  const obey = useEffectEvent((event: KeyboardEvent) => obeyKey(event, "page", handlers));
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => void obey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on]);
}
