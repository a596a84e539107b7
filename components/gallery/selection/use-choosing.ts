"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type LibraryScope, libraryPieceQuery, type PieceRequest } from "@/lib/queries/library";
import type { Sheet } from "../grid/sheet";
import type { Pieces } from "../grid/use-sheet";
import { isSelected, put, type Selection, toggled } from "./selection";

interface Options {
  scope: LibraryScope;
  sheet: Sheet | null;
  pieces: Pieces;
  requests: ReadonlyMap<string, PieceRequest>;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** A range reaches over more than can be read film by film. */
  onTooFar: () => void;
}

interface Spot {
  chunk: string;
  index: number;
}

/** In chunks: some 7,000 films. Beyond that one means a filter. */
const farthest = 60;

/** Choosing one film, or all from the one chosen last to another. */
export function useChoosing(options: Options) {
  const { scope, sheet, pieces, requests, selection, onSelect, onTooFar } = options;
  const client = useQueryClient();
  /** Where a range begins, and what was selected before it. */
  const pivot = useRef<{ at: Spot; before: Selection; on: boolean } | null>(null);
  const latest = useRef(0);

  const toggle = (id: string, at: Spot) => {
    const next = toggled(selection, id);
    pivot.current = { at, before: next, on: isSelected(next, id) };
    onSelect(next);
  };

  const idsIn = async (keys: readonly string[], from: Spot, to: Spot): Promise<string[]> => {
    const ids: string[] = [];
    for (const key of keys) {
      const request = requests.get(key);
      const items =
        pieces.get(key) ??
        (request ? (await client.ensureQueryData(libraryPieceQuery(scope, request))).items : []);
      const start = key === from.chunk ? from.index : 0;
      const end = key === to.chunk ? to.index + 1 : items.length;
      ids.push(...items.slice(start, end).map(({ id }) => id));
    }
    return ids;
  };

  const extendTo = async (at: Spot) => {
    const from = pivot.current;
    const place = (spot: Spot) => sheet?.chunks.findIndex(({ key }) => key === spot.chunk) ?? -1;
    const [a, b] = [from ? place(from.at) : -1, place(at)];
    if (!from || !sheet || a < 0 || b < 0) return;
    const forward = a < b || (a === b && from.at.index <= at.index);
    const [first, last] = forward ? [from.at, at] : [at, from.at];
    const keys = sheet.chunks.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ key }) => key);
    if (keys.length > farthest) return onTooFar();
    const call = ++latest.current;
    const ids = await idsIn(keys, first, last);
    if (call === latest.current) onSelect(put(from.before, ids, from.on));
  };

  /** From where Shift selects when nothing was chosen yet. */
  const startAt = (at: Spot) => {
    pivot.current ??= { at, before: selection, on: true };
  };
  const forget = () => {
    pivot.current = null;
    latest.current++;
  };
  return { toggle, extendTo, startAt, forget };
}

export type Choosing = ReturnType<typeof useChoosing>;
