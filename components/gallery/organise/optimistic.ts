import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { LibraryItem } from "@/lib/library/view";
import { libraryPiecesKey, type Piece } from "@/lib/queries/library";

/** What a deed makes of a film: null when it leaves the list. */
export type Change = (item: LibraryItem) => LibraryItem | null;

/**
 * Shows a deed in all that was read of the library, before the server has answered.
 * @param concerns which films it is done to.
 * @returns what takes it back.
 */
export async function foresee(
  client: QueryClient,
  concerns: (id: string) => boolean,
  change: Change,
): Promise<() => void> {
  // An answer that is on its way knows nothing of it yet.
  await client.cancelQueries({ queryKey: libraryPiecesKey });
  const before: [QueryKey, Piece | undefined][] = client.getQueriesData({
    queryKey: libraryPiecesKey,
  });
  for (const [key, piece] of before) {
    if (!piece?.items.some(({ id }) => concerns(id))) continue;
    const items = piece.items.flatMap((item) =>
      concerns(item.id) ? (change(item) ?? []) : [item],
    );
    client.setQueryData<Piece>(key, { ...piece, items });
  }
  return () => {
    for (const [key, piece] of before) client.setQueryData(key, piece);
  };
}
