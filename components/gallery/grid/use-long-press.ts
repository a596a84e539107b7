"use client";

import { type PointerEvent, useCallback, useEffect, useRef } from "react";

/** In ms: as phones have it. */
const longPress = 450;
/** In px: a finger is never quite still. */
const slack = 10;

/**
 * Tells of a finger that rests on a film. The click that follows when it is lifted belongs to the press.
 * @returns the handlers of the grid, and `swallows`, which says of a click whether it does.
 */
export function useLongPress(onLongPress: (id: string) => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const done = useRef(false);
  const end = useCallback(() => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  }, []);
  useEffect(() => end, [end]);

  const begin = ({ pointerType, target, clientX, clientY }: PointerEvent) => {
    end();
    done.current = false;
    const tile = target instanceof Element ? target.closest<HTMLElement>("[data-tile]") : null;
    const id = tile?.dataset.tile;
    if (pointerType !== "touch" || !id) return;
    const timer = setTimeout(() => {
      done.current = true;
      onLongPress(id);
    }, longPress);
    press.current = { timer, x: clientX, y: clientY };
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    const { x, y } = press.current ?? { x: clientX, y: clientY };
    if (Math.hypot(clientX - x, clientY - y) > slack) end();
  };
  return {
    handlers: {
      onPointerDown: begin,
      onPointerMove: move,
      onPointerUp: end,
      onPointerCancel: end,
      // Phones would offer to save the poster.
      onContextMenu: (event: React.MouseEvent) => {
        if (press.current || done.current) event.preventDefault();
      },
    },
    swallows: (): boolean => {
      const swallowed = done.current;
      done.current = false;
      return swallowed;
    },
  };
}
