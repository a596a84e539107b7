"use client";

import { type UseQueryResult, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { LibraryDays, LibraryItem } from "@/lib/library/view";
import {
  forgetPieces,
  type LibraryScope,
  libraryDaysQuery,
  libraryPieceQuery,
  type Piece,
} from "@/lib/queries/library";
import type { Chunk } from "./chunks";
import { type Group, guessedGroups, type Lines, linesOf, type Metrics } from "./lines";
import { chunksFor, groupsOf, requestsOf } from "./pieces";
import { type Sheet, sheetOf } from "./sheet";

/** Pieces that are kept beyond what is watched: about 5,000 films, some 3 MB. */
const mostKept = 40;

export type Pieces = ReadonlyMap<string, readonly LibraryItem[]>;

/**
 * The list as far as it is known: how long it is, what was read of it, and where everything stands. For one scope: a
 * component that shows another one is another component.
 * @param wanted the keys of the chunks to be read.
 * @param metrics null until the width is known.
 */
export function useSheet(scope: LibraryScope, wanted: readonly string[], metrics: Metrics | null) {
  const days = useQuery(libraryDaysQuery(scope));
  const chunks = useChunks(scope, days.data);
  const requests = useMemo(() => requestsOf(scope, chunks), [scope, chunks]);
  const asked = useMemo(() => wanted.flatMap((key) => requests.get(key) ?? []), [requests, wanted]);
  const pieces = useQueries({
    queries: asked.map((request) => libraryPieceQuery(scope, request)),
    combine,
  });
  const read = useMemo<Pieces>(
    () =>
      new Map(
        asked.flatMap(({ key }, at) => {
          const items = pieces.data[at]?.items;
          return items ? [[key, items] as const] : [];
        }),
      ),
    [asked, pieces.data],
  );
  useForgetting(wanted);
  const sheet = useLaidOut(scope, chunks, read, metrics);
  return { days, sheet, pieces: read, requests, failed: pieces.failed, retry: pieces.retry };
}

const combine = (results: UseQueryResult<Piece>[]) => ({
  data: results.map((result) => result.data),
  failed: results.some((result) => result.isLoadingError),
  retry: () => {
    for (const result of results) if (result.isLoadingError) void result.refetch();
  },
});

function useChunks(scope: LibraryScope, days: LibraryDays | undefined): readonly Chunk[] {
  const [known, setKnown] = useState(() => ({
    days,
    chunks: days ? chunksFor(scope, days, []) : [],
  }));
  if (!days || known.days === days) return known.chunks;
  const chunks = chunksFor(scope, days, known.chunks);
  setKnown({ days, chunks });
  return chunks;
}

/** Lays out what is known. The shapes of what was read and forgotten again are remembered: nothing moves by it. */
function useLaidOut(
  scope: LibraryScope,
  chunks: readonly Chunk[],
  pieces: Pieces,
  metrics: Metrics | null,
): Sheet | null {
  const [memory] = useState(() => new Map<string, { items: unknown; groups: Group[] }>());
  const [laidOut] = useState(
    () => new WeakMap<object, { metrics: Metrics; open: boolean; lines: Lines }>(),
  );
  return useMemo(() => {
    if (!metrics) return null;
    const groupsFor = (chunk: Chunk): readonly Group[] => {
      const items = pieces.get(chunk.key);
      const known = memory.get(chunk.key);
      if (!items) return known?.groups ?? [];
      if (known?.items === items) return known.groups;
      const groups = groupsOf(scope, items);
      memory.set(chunk.key, { items, groups });
      return groups;
    };
    return sheetOf(chunks, (chunk) => {
      const groups = groupsFor(chunk);
      const subject = groups.length > 0 ? groups : chunk;
      const done = laidOut.get(subject);
      if (done?.metrics === metrics && done.open === chunk.open) return done.lines;
      const lines = linesOf(groups.length > 0 ? groups : guessedGroups(chunk), metrics, chunk);
      laidOut.set(subject, { metrics, open: chunk.open, lines });
      return lines;
    });
  }, [scope, chunks, pieces, metrics, memory, laidOut]);
}

function useForgetting(wanted: readonly string[]) {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time others are wanted, some are left.
  useEffect(() => forgetPieces(client, mostKept), [client, wanted]);
}
