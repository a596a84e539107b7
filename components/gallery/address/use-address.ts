"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import {
  type Ignored,
  type LibraryQuery,
  libraryParams,
  parseLibraryQuery,
} from "@/lib/library/query";
import { paths } from "@/lib/paths";

/** What the address says of the library. */
export interface Address {
  query: LibraryQuery;
  /** The parts of it that mean nothing. */
  ignored: readonly Ignored[];
  /** The film that is open over the grid, or null. */
  viewing: string | null;
  /** The films that are compared over the grid. */
  comparing: readonly string[];
}

/** More than fit side by side. */
export const mostCompared = 4;

/** Reads the address of the library, or of a film over it. */
export function readAddress(path: string, search: URLSearchParams): Address {
  const id = /^\/videos\/([^/]+)$/.exec(path)?.[1];
  return {
    ...parseLibraryQuery(search),
    viewing: id === undefined ? null : decodeURIComponent(id),
    comparing: [...new Set(search.getAll("compare"))].slice(0, mostCompared),
  };
}

/** While one types the entry in the history is replaced; each decision gets its own, for the back button. */
export type Step = "push" | "replace";

/**
 * The address of the library and the ways to change it. The router is told, but not asked: nothing is fetched from the
 * server, and the grid stays as it is under what opens over it.
 */
export function useAddress() {
  const path = usePathname();
  const search = useSearchParams();
  const text = String(search);
  const address = useMemo(() => readAddress(path, new URLSearchParams(text)), [path, text]);
  // The router tells of a new address a moment later: what was chosen shows at once, until it does.
  const [chosen, setChosen] = useState<{ at: string; query: LibraryQuery } | null>(null);
  if (chosen && chosen.at !== text) setChosen(null);
  const query = chosen?.at === text ? chosen.query : address.query;
  /** Whether what is open was opened from here, so that going back closes it. */
  const opened = useRef(false);

  const find = useCallback(
    (next: LibraryQuery, step: Step) => {
      if (go(paths.libraryShowing(libraryParams(next)), step)) setChosen({ at: text, query: next });
    },
    [text],
  );
  const view = useCallback(
    (id: string) => {
      opened.current = true;
      go(paths.video(id, libraryParams(query)), "push");
    },
    [query],
  );
  const leaf = useCallback(
    (id: string) => go(paths.video(id, libraryParams(query)), "replace"),
    [query],
  );
  const compare = useCallback(
    (ids: readonly string[]) => {
      const params = libraryParams(query);
      for (const id of ids) params.append("compare", id);
      opened.current = true;
      go(paths.libraryShowing(params), "push");
    },
    [query],
  );
  const close = useCallback(() => {
    if (opened.current) window.history.back();
    else go(paths.libraryShowing(libraryParams(query)), "replace");
    opened.current = false;
  }, [query]);

  return { ...address, query, find, view, leaf, compare, close };
}

/** @returns false when one is there already. */
function go(url: string, step: Step): boolean {
  if (url === window.location.pathname + window.location.search) return false;
  if (step === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
  return true;
}
