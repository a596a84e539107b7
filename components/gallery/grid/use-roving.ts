"use client";

import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { lineOf, type Place, type Sheet, type Step, stepFrom } from "./sheet";
import type { View } from "./use-scroll";
import type { Pieces } from "./use-sheet";

/** The film that the keys act on: one tab stop for the whole grid. */
export interface Active {
  chunk: string;
  index: number;
  /** Null until it is read. */
  id: string | null;
}

/** What the bars at the top of the screen cover, in px. */
export const covered = 124;

interface Options {
  box: RefObject<HTMLElement | null>;
  sheet: Sheet | null;
  pieces: Pieces;
  view: View;
  jump: (position: number) => void;
}

/** Where the focus is, and how the keys move it: through films that are not loaded, too, which then are. */
export function useRoving({ box, sheet, pieces, view, jump }: Options) {
  const [active, setActive] = useState<Active | null>(null);
  const waits = useRef(false);
  const places = useMemo(() => placesOf(pieces), [pieces]);

  const known = active && (active.id === null ? undefined : places.get(active.id));
  const chunk = known?.chunk ?? active?.chunk ?? null;
  const beside = chunk === null ? undefined : pieces.get(chunk);
  // Thrown away, or no longer found: the one that has taken its place is meant.
  const isGone = active !== null && active.id !== null && !known && beside !== undefined;
  const last = (beside?.length ?? 0) - 1;
  const asked = known?.index ?? active?.index ?? 0;
  const index = isGone ? Math.max(0, Math.min(asked, last)) : asked;
  const id = (isGone ? null : active?.id) ?? beside?.[index]?.id ?? null;

  const placeOf = useCallback(
    (of: { chunk: string; index: number }): Place | null => {
      const at = sheet?.chunks.findIndex(({ key }) => key === of.chunk) ?? -1;
      return at < 0 ? null : { chunk: at, index: of.index };
    },
    [sheet],
  );

  const reveal = useCallback(
    (place: Place) => {
      const line = sheet && lineOf(sheet, place);
      if (!line) return;
      const top = box.current ? -box.current.getBoundingClientRect().top + view.shift : view.top;
      if (line.y < top + covered) jump(line.y - covered - line.line.height / 4);
      else if (line.y + line.line.height > top + view.seen) {
        jump(line.y + line.line.height * 1.25 - view.seen);
      }
    },
    [box, sheet, view, jump],
  );

  const focusOn = useCallback(
    (place: Place) => {
      const key = sheet?.chunks[place.chunk]?.key;
      if (key === undefined) return;
      setActive({ chunk: key, index: place.index, id: pieces.get(key)?.[place.index]?.id ?? null });
      waits.current = true;
      reveal(place);
    },
    [sheet, pieces, reveal],
  );

  const move = (step: Step): Active | null => {
    const from = chunk === null ? null : placeOf({ chunk, index });
    if (!sheet || !from) return null;
    const to = stepFrom(sheet, from, step, Math.max(200, view.seen - covered - 100));
    focusOn(to);
    const key = sheet.chunks[to.chunk]?.key ?? "";
    return { chunk: key, index: to.index, id: pieces.get(key)?.[to.index]?.id ?? null };
  };

  /** The focus has come to a film by itself: by a press, or by Tab. */
  const arrive = useCallback(
    (film: string) => {
      const place = places.get(film);
      if (place) setActive({ ...place, id: film });
    },
    [places],
  );

  /** Brings the focus to a film, wherever it is; from a viewer, say. @returns false when it is not loaded. */
  const focusFilm = useCallback(
    (film: string): boolean => {
      const at = places.get(film);
      const place = at && placeOf(at);
      if (place) focusOn(place);
      return Boolean(place);
    },
    [places, placeOf, focusOn],
  );

  useLayoutEffect(() => {
    if (!isGone || chunk === null) return;
    // The focus went with the film.
    waits.current = document.activeElement === document.body;
    setActive(id === null ? null : { chunk, index, id });
  }, [isGone, chunk, index, id]);

  useLayoutEffect(() => {
    if (!waits.current || id === null) return;
    const link = box.current?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(id)}"] > a`);
    if (!link) return;
    waits.current = false;
    link.focus({ preventScroll: true });
  });

  return { id, chunk, index, places, move, arrive, focusFilm };
}

export type Roving = ReturnType<typeof useRoving>;

function placesOf(pieces: Pieces): ReadonlyMap<string, { chunk: string; index: number }> {
  const places = new Map<string, { chunk: string; index: number }>();
  for (const [chunk, items] of pieces) {
    for (const [index, { id }] of items.entries()) places.set(id, { chunk, index });
  }
  return places;
}
