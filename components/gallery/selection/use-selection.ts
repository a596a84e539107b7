"use client";

import { useCallback, useMemo, useState } from "react";
import { libraryParams } from "@/lib/library/query";
import type { LibraryItem } from "@/lib/library/view";
import { paths } from "@/lib/paths";
import type { LibraryScope } from "@/lib/queries/library";
import { mostCompared } from "../address/use-address";
import { everything, nothing, type Selection, selectedCount } from "./selection";

interface Options {
  scope: LibraryScope;
  total: number;
  /** What is loaded of a film. */
  item: (id: string) => LibraryItem | undefined;
}

/** What is selected in one part of the library; another part begins with nothing. */
export function useSelection({ scope, total, item }: Options) {
  const [{ of, value }, put] = useState<{ of: LibraryScope; value: Selection }>({
    ...{ of: scope, value: nothing },
  });
  const current = of === scope ? value : nothing;
  const count = selectedCount(current, total);
  const set = useCallback((value: Selection) => put({ of: scope, value }), [scope]);
  const search = useMemo(() => libraryParams(scope.query), [scope]);
  const hrefOf = useCallback((id: string) => paths.video(id, search), [search]);
  const ids = current.kind === "some" ? [...current.ids] : [];
  return {
    value: current,
    count,
    set,
    hrefOf,
    all: () => set(everything),
    /** @returns whether there was anything. */
    clear: () => {
      set(nothing);
      return count > 0;
    },
    /** Whether all that is selected and loaded are favourites. */
    allFavourites: () => ids.length > 0 && ids.every((id) => item(id)?.favourite === true),
    /** The films to be compared, or null where it is not two to four finished ones. */
    comparable: (): string[] | null => {
      const fits = ids.length >= 2 && ids.length <= mostCompared;
      return fits && ids.every((id) => item(id)?.film !== null) ? ids : null;
    },
  };
}
