"use client";

import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { elementHeight, type Placing, placingFor, positionOf, scrolledTo } from "./scroll-scale";
import { chunkAt, heightOf, lineOf, linesBetween, type Sheet } from "./sheet";
import type { Pieces } from "./use-sheet";

/** The part of the list around the screen, in px of the list. */
export interface View {
  /** What the top of the screen shows. */
  top: number;
  /** The height of the screen. */
  seen: number;
  /** How far the element that holds the list is shifted; see scroll-scale.ts. */
  shift: number;
  /** It passes by too fast for anything to be seen: nothing is loaded. */
  rushing: boolean;
}

/** What stays where it is while the list around it changes. */
interface Anchor {
  chunk: string;
  index: number;
  id: string | null;
  /** Its distance from the top of the screen. */
  offset: number;
}

/** In px: more often the view is not told of a scroll. Less than what is laid out beyond the screen. */
const grain = 100;
/** In px a ms: about a screen in a tenth of a second. */
const rush = 9;
/** In ms without a scroll: then it has come to rest. */
const rest = 110;

/**
 * Follows the window's scrolling over the list, and holds on to what is seen when the list changes above it: rows that
 * turn out higher than guessed, films that come and go.
 * @param box the element that holds the list.
 */
export function useScroll(box: RefObject<HTMLElement | null>, sheet: Sheet | null, pieces: Pieces) {
  const placing = useRef<Placing>({ scrolled: 0, shift: 0 });
  const anchor = useRef<Anchor | null>(null);
  const speed = useRef({ at: 0, position: 0 });
  const [view, setView] = useState<View>({ top: 0, seen: 0, shift: 0, rushing: false });
  const total = sheet ? heightOf(sheet) : 0;

  const show = useCallback((rushing: boolean) => {
    const top = Math.round(positionOf(placing.current) / grain) * grain;
    const { shift } = placing.current;
    const seen = window.innerHeight;
    setView((now) =>
      now.top === top && now.shift === shift && now.seen === seen && now.rushing === rushing
        ? now
        : { top, seen, shift, rushing },
    );
  }, []);

  const follow = useEffectEvent((rushing: boolean) => {
    if (!box.current || !sheet) return;
    const scrolled = Math.round(-box.current.getBoundingClientRect().top);
    const next = scrolledTo(scrolled, placing.current, { total, seen: window.innerHeight });
    placing.current = next;
    if (next.scrolled !== scrolled) scrollBy(next.scrolled - scrolled);
    anchor.current = anchorAt(sheet, pieces, positionOf(next));
    show(rushing);
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = ({ timeStamp }: Event) => {
      const before = speed.current;
      const position = window.scrollY;
      const fast = Math.abs(position - before.position) / Math.max(1, timeStamp - before.at) > rush;
      speed.current = { at: timeStamp, position };
      clearTimeout(timer);
      // A single leap is looked at; only a rush of them passes by.
      const rushing = fast && timeStamp - before.at < rest;
      if (rushing) timer = setTimeout(() => follow(false), rest);
      follow(rushing);
    };
    const onResize = () => follow(false);
    window.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("resize", onResize);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("resize", onResize);
    };
  }, []);

  const hold = useEffectEvent(() => {
    if (!sheet) return;
    const held = anchor.current && positionOfAnchor(sheet, pieces, anchor.current);
    const moved = held === null ? 0 : held - positionOf(placing.current);
    if (Math.abs(moved) >= 1) {
      const { scrolled, shift } = placing.current;
      const room = total - elementHeight(total);
      // Where the list is shifted anyway, the shift takes it up: scrolling would break a swing of the finger.
      const taken = Math.min(room, Math.max(0, shift + moved)) - shift;
      placing.current = { scrolled, shift: shift + taken };
      if (Math.abs(moved - taken) >= 1) scrollBy(moved - taken);
    }
    follow(false);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is laid out anew.
  useLayoutEffect(() => hold(), [sheet]);

  const jump = useCallback(
    (position: number) => {
      if (!box.current) return;
      const next = placingFor(position, { total, seen: window.innerHeight });
      anchor.current = null;
      const scrolled = -box.current.getBoundingClientRect().top;
      placing.current = next;
      scrollBy(next.scrolled - scrolled);
      if (sheet) anchor.current = anchorAt(sheet, pieces, position);
      show(view.rushing);
    },
    [box, total, sheet, pieces, show, view.rushing],
  );
  return { view, jump };
}

const scrollBy = (top: number) => window.scrollBy({ top, behavior: "instant" });

/** @returns null at the very top: what is added there is to be seen. */
function anchorAt(sheet: Sheet, pieces: Pieces, top: number): Anchor | null {
  if (top <= 0) return null;
  const line = linesBetween(sheet, top, top + 2_000).find(({ line }) => line.spots.length > 0);
  const index = line?.line.spots[0]?.index;
  const chunk = line && sheet.chunks[line.chunk]?.key;
  if (!line || index === undefined || !chunk) return null;
  const id = pieces.get(chunk)?.[index]?.id ?? null;
  return { chunk, index, id, offset: line.y - top };
}

function positionOfAnchor(sheet: Sheet, pieces: Pieces, anchor: Anchor): number | null {
  const chunk = sheet.chunks.findIndex(({ key }) => key === anchor.chunk);
  if (chunk < 0) return null;
  const found = anchor.id
    ? pieces.get(anchor.chunk)?.findIndex(({ id }) => id === anchor.id)
    : undefined;
  const index = found === undefined || found < 0 ? anchor.index : found;
  const line = lineOf(sheet, { chunk, index });
  return line && line.y - anchor.offset;
}

/** The chunks that are to be read for a part of the list, in order. */
export function chunksBetween(sheet: Sheet, from: number, to: number): string[] {
  const [first, last] = [chunkAt(sheet, from), chunkAt(sheet, to)];
  return sheet.chunks.slice(first, last + 1).map(({ key }) => key);
}
