"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { usePageKeys } from "@/components/keys/use-keys";
import { ErrorNotice } from "@/components/ui/error-notice";
import { libraryParams } from "@/lib/library/query";
import { type LibraryScope, libraryDaysQuery } from "@/lib/queries/library";
import { type Address, useAddress } from "./address/use-address";
import { useZone } from "./address/use-zone";
import { FilterChips } from "./filters/filter-chips";
import { IgnoredNotice } from "./filters/ignored-notice";
import { Toolbar } from "./filters/toolbar";
import { FilmGrid, type GridHandle } from "./grid/film-grid";
import { LibraryHead } from "./library-head";
import { LibrarySkeleton } from "./library-skeleton";
import { NoFilms } from "./no-films";
import { BulkBar } from "./organise/bulk-bar";
import { oneFilm, useOrganise } from "./organise/use-organise";
import { useSelection } from "./selection/use-selection";
import { useFreshLibrary } from "./use-fresh-library";

const ViewerLayer = lazy(() =>
  import("@/components/player/viewer-layer").then(({ ViewerLayer }) => ({ default: ViewerLayer })),
);
const CompareLayer = lazy(() =>
  import("./compare/compare-layer").then(({ CompareLayer }) => ({ default: CompareLayer })),
);
const KeysDialog = lazy(() =>
  import("@/components/keys/keys-dialog").then(({ KeysDialog }) => ({ default: KeysDialog })),
);

/** Every film that was ever made here, to be found, watched and kept in order. */
export function Library({ zone: guessedZone }: { zone: string }) {
  const t = useTranslations("library");
  const address = useAddress();
  const zone = useZone(guessedZone);
  const asked = useScope(address, zone);
  const scope = useShown(asked);
  const days = useQuery(libraryDaysQuery(scope));
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const [keysShown, setKeysShown] = useState(false);
  const organise = useOrganise(scope);
  const total = days.data?.total ?? 0;
  const selection = useSelection({ scope, total, item: (id) => grid.current?.item(id) });
  useFreshLibrary();
  usePageKeys({
    search: () => search.current?.focus(),
    help: () => setKeysShown(true),
  });

  const trash = async (id: string) => {
    if (selection.count > 0) {
      if (selection.value.kind === "all") return;
      if (await organise.trash(selection.value)) selection.clear();
    } else await organise.trash(oneFilm(id));
  };
  // What no address can mean, and what this studio does not have.
  const ignored = [...address.ignored, ...(days.data?.ignored ?? [])];
  const compared = selection.comparable();
  const part = `${libraryParams(scope.query)}|${zone}`;
  return (
    <div>
      <LibraryHead total={days.data ? total : null} trash={scope.query.trash} organise={organise} />
      <Toolbar
        scope={asked}
        search={search}
        onFind={address.find}
        onKeys={() => setKeysShown(true)}
      />
      <div className="space-y-3 py-2">
        <IgnoredNotice ignored={ignored} />
        <FilterChips
          query={asked.query}
          ignored={ignored}
          onFind={(query) => address.find(query, "push")}
        />
      </div>
      {days.isPending && <LibrarySkeleton />}
      {days.isLoadingError && (
        <ErrorNotice onRetry={() => void days.refetch()} pending={days.isFetching} />
      )}
      {days.isSuccess && total === 0 && (
        <NoFilms query={scope.query} onFind={(query) => address.find(query, "push")} />
      )}
      {days.isSuccess && total > 0 && (
        <FilmGrid
          key={part}
          ref={grid}
          scope={scope}
          selection={selection.value}
          selecting={selection.count > 0}
          hrefOf={selection.hrefOf}
          onSelect={selection.set}
          onSelectAll={selection.all}
          onClear={selection.clear}
          onOpen={address.view}
          onFavourite={(item) => void organise.favourite(oneFilm(item.id), !item.favourite)}
          onTrash={(item) => void trash(item.id)}
          onCompare={() => compared && address.compare(compared)}
        />
      )}
      <p role="status" className="sr-only">
        {selection.count > 0 && t("bulk.count", { count: selection.count })}
      </p>
      {selection.count > 0 && (
        <BulkBar
          scope={scope}
          selection={selection.value}
          total={total}
          allFavourites={selection.allFavourites()}
          organise={organise}
          onCompare={compared && (() => address.compare(compared))}
          onAll={selection.all}
          onClear={selection.clear}
        />
      )}
      <Suspense>
        {address.viewing !== null && (
          <ViewerLayer
            id={address.viewing}
            item={grid.current?.item(address.viewing)}
            scope={scope}
            organise={organise}
            onLeaf={address.leaf}
            onClose={address.close}
            onClosed={() => grid.current?.focus(address.viewing ?? "") ?? false}
          />
        )}
        {address.comparing.length > 0 && (
          <CompareLayer
            ids={address.comparing}
            onClose={address.close}
            onClosed={() => grid.current?.focus(address.comparing[0] ?? "") ?? false}
          />
        )}
        {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
      </Suspense>
    </div>
  );
}

/** What is asked for. The same object as long as it is the same part. */
function useScope({ query }: Address, zone: string): LibraryScope {
  const text = String(libraryParams(query));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says all of the query.
  return useMemo(() => ({ query, zone }), [text, zone]);
}

/** What is shown: what was asked for, once it is known how much that is; until then what was shown before. */
function useShown(asked: LibraryScope): LibraryScope {
  const [shown, setShown] = useState(asked);
  const { isSuccess, isError } = useQuery(libraryDaysQuery(asked));
  const ready = (isSuccess || isError) && shown !== asked;
  if (ready) setShown(asked);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is looked at from its beginning.
  useEffect(() => {
    if (!first.current) window.scrollTo({ top: 0, behavior: "instant" });
    first.current = false;
  }, [shown]);
  return ready ? asked : shown;
}
