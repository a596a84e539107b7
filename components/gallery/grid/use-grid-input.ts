"use client";

import type { MouseEvent } from "react";
import { keysOf } from "@/components/keys/use-keys";
import type { LibraryItem } from "@/lib/library/view";
import type { Choosing } from "../selection/use-choosing";
import type { Step } from "./sheet";
import { useLongPress } from "./use-long-press";
import type { Roving } from "./use-roving";

/** What the rest of the library does with what is pressed in the grid. */
export interface GridDeeds {
  onOpen: (id: string) => void;
  onFavourite: (item: LibraryItem) => void;
  onTrash: (item: LibraryItem) => void;
  onCompare: () => void;
  onSelectAll: () => void;
  /** @returns whether anything was selected. */
  onClear: () => boolean;
}

interface Options {
  deeds: GridDeeds;
  roving: Roving;
  choosing: Choosing;
  /** A plain press selects, since something is selected already. */
  selecting: boolean;
  itemOf: (id: string) => LibraryItem | undefined;
}

/** What presses and keys in the grid mean. @returns the handlers of its outermost element. */
export function useGridInput({ deeds, roving, choosing, selecting, itemOf }: Options) {
  const toggle = (id: string) => {
    const place = roving.places.get(id);
    if (place) choosing.toggle(id, place);
  };
  const longPress = useLongPress(toggle);
  const extendTo = (id: string) => {
    const place = roving.places.get(id);
    if (!place) return;
    choosing.startAt(place);
    void choosing.extendTo(place);
  };
  const press = (event: MouseEvent) => {
    const pressed = pressOn(event.target);
    if (!pressed || event.button !== 0) return;
    event.preventDefault();
    if (longPress.swallows()) return;
    const { id, on } = pressed;
    const item = itemOf(id);
    if (!item) return;
    roving.arrive(id);
    if (on === "favourite") deeds.onFavourite(item);
    else if (event.shiftKey) extendTo(id);
    else if (on === "select" || selecting || event.ctrlKey || event.metaKey) toggle(id);
    else deeds.onOpen(id);
  };
  const onFocus = ({ target }: { target: EventTarget }) => {
    const pressed = pressOn(target);
    if (pressed) roving.arrive(pressed.id);
  };
  const onKeyDown = useGridKeys({ deeds, roving, choosing, itemOf, toggle });
  return { onClick: press, onKeyDown, onFocus, ...longPress.handlers };
}

interface KeyOptions extends Omit<Options, "selecting"> {
  toggle: (id: string) => void;
}

function useGridKeys({ deeds, roving, choosing, itemOf, toggle }: KeyOptions) {
  const move = (step: Step) => () => void roving.move(step);
  const extend = (step: Step) => () => {
    if (roving.chunk === null) return;
    choosing.startAt({ chunk: roving.chunk, index: roving.index });
    const to = roving.move(step);
    if (to) void choosing.extendTo(to);
  };
  const onItem = (deed: (item: LibraryItem) => void) => () => {
    const item = roving.id === null ? undefined : itemOf(roving.id);
    if (item) deed(item);
  };
  /** On a button of a film, they press that button. */
  const onLink = (deed: (id: string) => void) => () => {
    if (roving.id === null || !(document.activeElement instanceof HTMLAnchorElement)) return false;
    deed(roving.id);
    return true;
  };
  return keysOf("grid", {
    ...{ left: move("left"), right: move("right"), up: move("up"), down: move("down") },
    ...{ pageUp: move("pageUp"), pageDown: move("pageDown") },
    ...{ first: move("first"), last: move("last") },
    ...{ extendLeft: extend("left"), extendRight: extend("right") },
    ...{ extendUp: extend("up"), extendDown: extend("down") },
    ...{ open: onLink(deeds.onOpen), select: onLink(toggle), all: deeds.onSelectAll },
    clear: () => {
      choosing.forget();
      return deeds.onClear();
    },
    ...{ favourite: onItem(deeds.onFavourite), trash: onItem(deeds.onTrash) },
    compare: deeds.onCompare,
  });
}

type Part = "film" | "select" | "favourite";

/** The film, and what of it, that was pressed or has the focus. */
function pressOn(target: EventTarget): { id: string; on: Part } | null {
  if (!(target instanceof Element)) return null;
  const id = target.closest<HTMLElement>("[data-tile]")?.dataset.tile;
  const part = target.closest<HTMLElement>("[data-press]")?.dataset.press;
  if (!id) return null;
  return { id, on: part === "select" || part === "favourite" ? part : "film" };
}
