import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { type LibraryQuery, libraryParams } from "@/lib/library/query";
import type { LibraryItem, LibraryPage } from "@/lib/library/view";
import { paths } from "@/lib/paths";
import { fetchJson } from "./fetch-json";
import { anyMoving, nextPollIn, pace, silenceOf } from "./intervals";
import {
  readLibraryDays,
  readLibraryFacets,
  readLibraryNeighbours,
  readLibraryPage,
} from "./library-shapes";

/** What part of the library is read, and whose days are meant ("Asia/Shanghai"). */
export interface LibraryScope {
  query: LibraryQuery;
  zone: string;
}

/** The first key of every query about the library: invalidating it refreshes them all. */
export const libraryKey = ["library"] as const;
/** The first keys of every piece of the list that was read. */
export const libraryPiecesKey = [...libraryKey, "piece"] as const;

function paramsOf({ query, zone }: LibraryScope, more: Record<string, string> = {}) {
  const search = libraryParams(query);
  search.set("tz", zone);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  return search;
}

/** How many there are on each day: what the list is laid out by before it is read. */
export const libraryDaysQuery = (scope: LibraryScope) =>
  queryOptions({
    queryKey: [...libraryKey, "days", String(paramsOf(scope))] as const,
    queryFn: ({ signal }) =>
      fetchJson(paths.api.libraryDays(paramsOf(scope)), readLibraryDays, signal),
  });

/** The counts beside the filters. */
export const libraryFacetsQuery = (scope: LibraryScope) =>
  queryOptions({
    queryKey: [...libraryKey, "facets", String(paramsOf(scope))] as const,
    queryFn: ({ signal }) =>
      fetchJson(paths.api.libraryFacets(paramsOf(scope)), readLibraryFacets, signal),
  });

/** What comes before and after a film in the list. */
export const libraryNeighboursQuery = (scope: LibraryScope, id: string) =>
  queryOptions({
    queryKey: [...libraryKey, "neighbours", String(paramsOf(scope)), id] as const,
    queryFn: ({ signal }) =>
      fetchJson(
        paths.api.libraryNeighbours(paramsOf(scope, { id })),
        readLibraryNeighbours,
        signal,
      ),
  });

/** A piece of the list, as the screen cuts it. */
export interface PieceRequest {
  /** Names the piece: the same for the same part of the list. */
  key: string;
  /** Where it begins: a day, the list's beginning, or where the piece before it ends. */
  from: { day: string } | "beginning" | PieceRequest;
  /** How many it is thought to hold. */
  count: number;
  /** Whether it ends after `count`; else it ends where `holds` says. */
  open: boolean;
  holds: (item: LibraryItem) => boolean;
}

/** A piece of the list as it was read, and the place after it. */
export interface Piece {
  items: LibraryItem[];
  next: string | null;
}

/** How many more are asked for than were counted: some may have come since. */
const spare = 8;
/** The most that may be asked for at once. */
const mostAtOnce = 200;

/** A piece of the list, read by keyset. Polled while something in it is being made. */
export const libraryPieceQuery = (scope: LibraryScope, piece: PieceRequest) =>
  queryOptions({
    queryKey: [...libraryPiecesKey, String(paramsOf(scope)), piece.key] as const,
    queryFn: async ({ signal, client }): Promise<Piece> => {
      const start = await startOf(client, scope, piece.from);
      if (start === null) return { items: [], next: null };
      return readPiece(scope, piece, start, signal);
    },
    // Only what is near the screen is watched; the rest is kept a while, and bounded by `forgetPieces`.
    gcTime: 5 * 60_000,
    refetchInterval: (query) =>
      nextPollIn(anyMoving(query.state.data?.items ?? []), pace.task, silenceOf(query)),
  });

/** @returns null when nothing comes after the piece before. */
async function startOf(
  client: QueryClient,
  scope: LibraryScope,
  from: PieceRequest["from"],
): Promise<Record<string, string> | null> {
  if (from === "beginning") return {};
  if (!("key" in from)) return from;
  // When all are read anew at once, each waits for the one before it: two would otherwise overlap.
  await Promise.resolve();
  const options = libraryPieceQuery(scope, from);
  const state = client.getQueryState(options.queryKey);
  const isFresh = state?.fetchStatus === "idle" && !state.isInvalidated;
  const known = isFresh ? state.data : undefined;
  const { next } = known ?? (await client.fetchQuery(options));
  return next === null ? null : { after: next };
}

async function readPiece(
  scope: LibraryScope,
  { count, open, holds }: PieceRequest,
  start: Record<string, string>,
  signal: AbortSignal,
): Promise<Piece> {
  const items: LibraryItem[] = [];
  for (let from = start; ; ) {
    const limit = String(Math.min(mostAtOnce, open ? count : count + spare));
    const page = await readPage(scope, { ...from, limit }, signal);
    const own = open ? page.items : page.items.filter(holds);
    items.push(...own);
    const ended = open || own.length < page.items.length;
    if (ended || page.next === null) return { items, next: page.next };
    from = { after: page.next };
  }
}

const readPage = (
  scope: LibraryScope,
  more: Record<string, string>,
  signal: AbortSignal,
): Promise<LibraryPage> =>
  fetchJson(paths.api.library(paramsOf(scope, more)), readLibraryPage, signal);

/** Forgets the pieces that were left longest ago, beyond as many as one may want to come back to. */
export function forgetPieces(client: QueryClient, most: number): void {
  const cache = client.getQueryCache();
  const left = cache
    .findAll({ queryKey: libraryPiecesKey, type: "inactive" })
    // One that is under way is waited for by the piece after it.
    .filter(({ state }) => state.fetchStatus === "idle");
  const oldest = left.sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt).slice(most);
  for (const query of oldest) cache.remove(query);
}
