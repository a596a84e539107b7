"use client";

import { useTranslations } from "next-intl";
import { type Ref, useImperativeHandle, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { LibraryItem } from "@/lib/library/view";
import type { LibraryScope } from "@/lib/queries/library";
import { PosterCapture } from "../poster-capture";
import type { Selection } from "../selection/selection";
import { useChoosing } from "../selection/use-choosing";
import { GridLine } from "./grid-line";
import type { Line } from "./lines";
import { metricsFor } from "./metrics";
import { followsTime } from "./pieces";
import { elementHeight } from "./scroll-scale";
import { Scrubber } from "./scrubber";
import { heightOf, lineOf, linesBetween, type PlacedLine, type Sheet } from "./sheet";
import { type GridDeeds, useGridInput } from "./use-grid-input";
import { covered, useRoving } from "./use-roving";
import { chunksBetween, useScroll, type View } from "./use-scroll";
import { type Pieces, useSheet } from "./use-sheet";
import { useWidth } from "./use-width";

/** What the rest of the library may ask of the grid. */
export interface GridHandle {
  /** Brings a film into sight and the focus to it. @returns false when it is not loaded. */
  focus: (id: string) => boolean;
  /** What is loaded of a film. */
  item: (id: string) => LibraryItem | undefined;
}

interface FilmGridProps extends GridDeeds {
  ref?: Ref<GridHandle>;
  scope: LibraryScope;
  selection: Selection;
  selecting: boolean;
  hrefOf: (id: string) => string;
  onSelect: (selection: Selection) => void;
}

/**
 * The films of one part of the library in justified rows, as many as it may be: only what is near the screen is read
 * and shown. One tab stop; the arrow keys move within. Mount it anew for another part.
 */
export function FilmGrid({
  ref,
  scope,
  selection,
  selecting,
  hrefOf,
  onSelect,
  ...deeds
}: FilmGridProps) {
  const t = useTranslations("library");
  const box = useRef<HTMLDivElement>(null);
  const { sheet, pieces, requests, failed, retry, view, jump, roving } = useGrid(box, scope);
  const choosing = useChoosing({
    ...{ scope, sheet, pieces, requests, selection, onSelect },
    onTooFar: () => toast.error(t("bulk.tooFar")),
  });
  const itemOf = (id: string) => {
    const place = roving.places.get(id);
    return place && pieces.get(place.chunk)?.[place.index];
  };
  useImperativeHandle(ref, () => ({ focus: roving.focusFilm, item: itemOf }));
  const handlers = useGridInput({ deeds, roving, choosing, selecting, itemOf });
  const lines = sheet ? linesInSight(sheet, view, roving) : [];
  const keyOf = (chunk: number) => sheet?.chunks[chunk]?.key ?? "";
  const activeId = roving.id ?? firstFilm(lines, pieces, view, keyOf);
  return (
    <div className="flex gap-1 sm:gap-2">
      <PosterCapture films={postersOf(pieces)} />
      <div className="min-w-0 flex-1">
        {failed && (
          <ErrorNotice
            title={t("partly")}
            onRetry={retry}
            pending={false}
            className="sticky top-32 z-20 mb-2"
          />
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out like this. */}
        <div
          ref={box}
          role="grid"
          tabIndex={-1}
          aria-label={t("grid")}
          aria-multiselectable
          aria-rowcount={-1}
          {...handlers}
          style={{ height: elementHeight(sheet ? heightOf(sheet) : 0) }}
          className="relative overflow-clip outline-none [overflow-anchor:none] [overflow-clip-margin:6px]"
        >
          {lines.map(({ chunk, line, y }) => (
            <GridLine
              key={`${keyOf(chunk)}:${line.headings[0]?.day ?? line.spots[0]?.index}`}
              line={line}
              y={y - view.shift}
              items={pieces.get(keyOf(chunk))}
              {...{ hrefOf, selection, selecting }}
              activeId={holds(line, pieces.get(keyOf(chunk)), activeId) ? activeId : null}
              rushing={view.rushing}
            />
          ))}
        </div>
      </div>
      {sheet && followsTime(scope) && (
        <Scrubber sheet={sheet} view={view} onJump={(y) => jump(y - covered)} />
      )}
    </div>
  );
}

/** The list, what of it is on the screen, and where the focus is. */
function useGrid(box: React.RefObject<HTMLDivElement | null>, scope: LibraryScope) {
  const width = useWidth(box);
  const metrics = useMemo(
    () => (width === null ? null : metricsFor(width, followsTime(scope))),
    [width, scope],
  );
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const list = useSheet(scope, wanted, metrics);
  const { sheet, pieces } = list;
  const { view, jump } = useScroll(box, sheet, pieces);
  const roving = useRoving({ box, sheet, pieces, view, jump });
  const next = sheet ? wantedFor(sheet, view, roving.chunk, wanted) : wanted;
  if (next !== wanted) setWanted(next);
  return { ...list, view, jump, roving };
}

/** What is read: what is on the screen and about as much on either side; nothing new while it rushes by. */
function wantedFor(
  sheet: Sheet,
  view: View,
  active: string | null,
  wanted: readonly string[],
): readonly string[] {
  if (view.seen === 0 || sheet.chunks.length === 0) return wanted;
  const reach = view.rushing ? 0 : view.seen;
  const near = chunksBetween(sheet, view.top - reach, view.top + view.seen + reach);
  const keys = view.rushing ? near.filter((key) => wanted.includes(key)) : near;
  const all = active === null || keys.includes(active) ? keys : [...keys, active];
  const same = all.length === wanted.length && all.every((key, at) => key === wanted[at]);
  return same ? wanted : all;
}

/** Laid out beyond the screen on either side, in px. */
const beyond = 700;

function linesInSight(
  sheet: Sheet,
  view: View,
  active: { chunk: string | null; index: number },
): PlacedLine[] {
  const lines = linesBetween(sheet, view.top - beyond, view.top + view.seen + beyond);
  const chunk = sheet.chunks.findIndex(({ key }) => key === active.chunk);
  // The one with the focus stays, or the focus would be lost with it.
  const kept = chunk < 0 ? null : lineOf(sheet, { chunk, index: active.index });
  return kept && !lines.some(({ line }) => line === kept.line) ? [...lines, kept] : lines;
}

/** What Tab comes to before one has been anywhere in the grid. */
function firstFilm(
  lines: readonly PlacedLine[],
  pieces: Pieces,
  view: View,
  keyOf: (chunk: number) => string,
): string | null {
  const first = lines.find(({ line, y }) => line.spots.length > 0 && y >= view.top);
  const index = first?.line.spots[0]?.index;
  if (!first || index === undefined) return null;
  return pieces.get(keyOf(first.chunk))?.[index]?.id ?? null;
}

/** Whether a line holds a film: only that line is drawn anew when the tab stop moves. */
const holds = (line: Line, items: readonly LibraryItem[] | undefined, id: string | null) =>
  id !== null && line.spots.some(({ index }) => items?.[index]?.id === id);

/** The films that have no poster. */
const postersOf = (pieces: Pieces) =>
  [...pieces.values()].flatMap((items) =>
    items.flatMap(({ id, film, moving }) =>
      film && film.posterUrl === null ? { id, video: film, moving } : [],
    ),
  );
