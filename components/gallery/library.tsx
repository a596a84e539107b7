"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Clapperboard } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonStyles } from "@/components/ui/button-styles";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNotice } from "@/components/ui/error-notice";
import { paths } from "@/lib/paths";
import { useLiveTasks } from "@/lib/queries/settled";
import { allTasks, libraryQuery } from "@/lib/queries/tasks";
import { FilmRows } from "./film-rows";
import { LibrarySkeleton } from "./library-skeleton";
import { MoreFilms } from "./more-films";

/** Every finished film, newest first. */
export function Library() {
  const t = useTranslations("library");
  const library = useInfiniteQuery(libraryQuery());
  const making = useLiveTasks().data?.tasks.length ?? 0;
  const films = allTasks(library.data);

  return (
    <div className="space-y-6">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="font-semibold text-xl">{t("title")}</h1>
        <p role="status" className="tabular text-muted">
          {films.length > 0 &&
            t("count", { count: films.length, more: String(library.hasNextPage) })}
        </p>
        {making > 0 && <InTheMaking count={making} />}
      </header>
      {library.isPending && <LibrarySkeleton />}
      {library.isLoadingError && (
        <ErrorNotice onRetry={() => library.refetch()} pending={library.isFetching} />
      )}
      {library.isSuccess && films.length === 0 && <NoFilms making={making > 0} />}
      {films.length > 0 && <FilmRows tasks={films} />}
      {library.hasNextPage && <MoreFilms library={library} />}
    </div>
  );
}

function InTheMaking({ count }: { count: number }) {
  const t = useTranslations("library");
  return (
    <Link
      href={paths.studio()}
      className="inline-flex sm:ml-auto items-center gap-2 text-muted underline-offset-4 hover:text-text hover:underline"
    >
      <span
        aria-hidden="true"
        className="size-1.5 rounded-full bg-accent motion-safe:animate-pulse"
      />
      {t("inTheMaking", { count })}
    </Link>
  );
}

function NoFilms({ making }: { making: boolean }) {
  const t = useTranslations("library.empty");
  return (
    <EmptyState
      icon={<Clapperboard aria-hidden="true" />}
      title={t(making ? "onItsWay" : "title")}
      action={
        <Link href={paths.studio()} className={buttonStyles({ variant: "primary" })}>
          {t(making ? "watch" : "action")}
        </Link>
      }
    >
      {t("detail")}
    </EmptyState>
  );
}
