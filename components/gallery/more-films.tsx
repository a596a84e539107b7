"use client";

import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { useOnReach } from "./use-on-reach";

/** The end of the list so far: asks for more as one comes near, or on a press; after a failure only on a press. */
export function MoreFilms({ library }: { library: UseInfiniteQueryResult }) {
  const t = useTranslations("library");
  const { fetchNextPage, isFetching, isFetchingNextPage, isFetchNextPageError } = library;
  const more = () => void fetchNextPage();
  // Not while the list is being read anew: asking then would drop that reading.
  const end = useOnReach(more, !isFetching && !isFetchNextPageError);
  return (
    <div ref={end} className="flex justify-center">
      {isFetchNextPageError ? (
        <ErrorNotice onRetry={more} pending={isFetchingNextPage} />
      ) : (
        <Button onClick={more} pending={isFetchingNextPage}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
