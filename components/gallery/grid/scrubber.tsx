"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type PointerEvent, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { dayAt, heightOf, type Sheet, yOfDay } from "./sheet";
import { covered } from "./use-roving";
import type { View } from "./use-scroll";

interface ScrubberProps {
  sheet: Sheet;
  view: View;
  /** Brings a height of the list to the top of the screen. */
  onJump: (y: number) => void;
}

/**
 * The whole list as a rail with its years and months: a press or a drag leads to any day of it at once. A slider over
 * the days for the keyboard.
 */
export function Scrubber({ sheet, view, onJump }: ScrubberProps) {
  const t = useTranslations("library.days");
  const format = useFormatter();
  const rail = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<number | null>(null);
  const total = heightOf(sheet);
  const days = useMemo(
    () => [...new Set(sheet.chunks.flatMap((chunk) => chunk.days.flatMap(({ day }) => day ?? [])))],
    [sheet],
  );
  const marks = useMemo(() => marksOf(sheet, days), [sheet, days]);
  if (days.length < 2 || total < 3 * view.seen) return null;

  const range = Math.max(1, total - view.seen);
  const place = held ?? Math.min(1, Math.max(0, view.top / range));
  const day = dayAt(sheet, held === null ? view.top + covered : held * range + covered);
  const at = Math.max(0, days.indexOf(day ?? ""));
  const words = (of: string | null) =>
    of === null
      ? t("none")
      : format.dateTime(new Date(`${of}T00:00:00Z`), {
          ...{ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
        });

  const drag = (event: PointerEvent) => {
    const bounds = rail.current?.getBoundingClientRect();
    if (!bounds) return;
    const share = Math.min(1, Math.max(0, (event.clientY - bounds.top) / bounds.height));
    setHeld(share);
    onJump(share * range + covered);
  };
  const goTo = (index: number) => {
    const to = days[Math.min(days.length - 1, Math.max(0, index))];
    const y = to === undefined ? null : yOfDay(sheet, to);
    if (y !== null) onJump(y);
  };
  const keys: Record<string, number> = {
    ...{ ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1 },
    ...{ PageDown: monthOn(days, at, 1), PageUp: monthOn(days, at, -1) },
    ...{ Home: 0, End: days.length - 1 },
  };

  return (
    <div className="sticky top-32 z-10 h-[calc(100dvh-9rem)] w-6 shrink-0 self-start pointer-coarse:-mr-3 pointer-coarse:w-8 sm:w-12">
      <div
        ref={rail}
        role="slider"
        tabIndex={0}
        aria-label={t("scrubber")}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={days.length - 1}
        aria-valuenow={at}
        aria-valuetext={words(day)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={(event) => held !== null && drag(event)}
        onPointerUp={() => setHeld(null)}
        onPointerCancel={() => setHeld(null)}
        onKeyDown={(event) => {
          const to = keys[event.key];
          if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          goTo(to);
        }}
        className="group/rail relative h-full cursor-ns-resize touch-none select-none rounded-sm outline-offset-2"
      >
        <Marks marks={marks} total={total} />
        <span
          aria-hidden="true"
          style={{ top: `${place * 100}%` }}
          className="pointer-events-none absolute right-0 h-0.5 w-full -translate-y-1/2 rounded-full bg-accent"
        />
        <span
          aria-hidden="true"
          style={{ top: `${place * 100}%` }}
          className={cn(
            "tabular pointer-events-none absolute right-full mr-1 -translate-y-1/2 whitespace-nowrap rounded-md border border-line bg-raised px-2 py-1 text-xs opacity-0 shadow-float motion-safe:transition-opacity",
            "group-hover/rail:opacity-100 group-focus-visible/rail:opacity-100",
            (held !== null || view.rushing) && "opacity-100",
          )}
        >
          {words(day)}
        </span>
      </div>
    </div>
  );
}

interface Mark {
  y: number;
  /** Null for a month that is no year's first. */
  year: string | null;
}

/** Where months begin on the rail, in the order of the list. */
function marksOf(sheet: Sheet, days: readonly string[]): Mark[] {
  const marks: Mark[] = [];
  for (const [at, day] of days.entries()) {
    const before = days[at - 1];
    if (before?.slice(0, 7) === day.slice(0, 7)) continue;
    const year = before?.slice(0, 4) === day.slice(0, 4) ? null : day.slice(0, 4);
    marks.push({ y: yOfDay(sheet, day) ?? 0, year });
  }
  return marks;
}

/** Years are named where there is room; months are dots. */
function Marks({ marks, total }: { marks: readonly Mark[]; total: number }) {
  return (
    <span aria-hidden="true" className="absolute inset-0">
      {spread(marks, total).map(({ y, year }) => (
        <span
          key={y}
          style={{ top: `${(y / total) * 100}%` }}
          className="absolute right-1 flex -translate-y-1/2 items-center text-2xs text-muted"
        >
          {year !== null && <span className="tabular max-sm:hidden">{year}</span>}
          {year === null && <span className="size-1 rounded-full bg-edge" />}
        </span>
      ))}
    </span>
  );
}

/** Of the rail's height: closer together they could not be told apart. */
const closest = { year: 0.035, month: 0.014 } as const;

function spread(marks: readonly Mark[], total: number): Mark[] {
  const years = marks.filter(({ year }) => year !== null);
  const shown = thinned(years, total * closest.year, []);
  const months = marks.filter(({ year }) => year === null);
  return [...shown, ...thinned(months, total * closest.month, shown, total * closest.year * 0.7)];
}

function thinned(
  marks: readonly Mark[],
  apart: number,
  others: readonly Mark[],
  fromOthers = 0,
): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    const near = others.some(({ y }) => Math.abs(y - mark.y) < fromOthers);
    if (!near && (!last || mark.y - last.y >= apart)) kept.push(mark);
  }
  return kept;
}

/** The first day of the next month that has any, or of this one, or of the one before. */
function monthOn(days: readonly string[], at: number, way: 1 | -1): number {
  const month = (index: number) => days[index]?.slice(0, 7);
  let to = at;
  while (to > 0 && to < days.length - 1 && month(to) === month(at)) to += way;
  if (to === at) to += way;
  while (to > 0 && month(to - 1) === month(to)) to--;
  return to;
}
