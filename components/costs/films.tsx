"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { excerpt } from "@/components/gallery/excerpt";
import { useTaskNames } from "@/components/shell/use-task-names";
import { StatusBadge } from "@/components/tasks/status-badge";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { CostFilm } from "@/lib/costs/view";
import { formatDateTime, formatSize } from "@/lib/format";
import { paths } from "@/lib/paths";
import { costFilmsQuery } from "@/lib/queries/costs";
import { filmsId } from "./films-anchor";
import { requestOf, type Shown } from "./search";
import { useMoney } from "./use-money";
import { useShownHref } from "./use-shown";

/** The films behind the figures: those that were asked for, the newest first. */
export function Films({ shown, timeZone }: { shown: Shown; timeZone: string }) {
  const t = useTranslations("costs.films");
  const query = useInfiniteQuery(costFilmsQuery(requestOf(shown)));
  const films = query.data?.pages.flatMap((page) => page.films) ?? [];
  return (
    <section aria-labelledby={filmsId} className="space-y-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <h2
          id={filmsId}
          tabIndex={-1}
          className="scroll-mt-20 font-semibold text-base outline-none"
        >
          {t("title")}
        </h2>
        <Narrowed shown={shown} />
      </div>
      {query.isError && <ErrorNotice onRetry={() => query.refetch()} pending={query.isFetching} />}
      {query.isSuccess && films.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="divide-y divide-line border-line border-y empty:hidden">
        {films.map((film) => (
          <FilmLine key={film.id} film={film} timeZone={timeZone} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

/** What the list is narrowed to, and the way back to all of it. */
function Narrowed({ shown }: { shown: Shown }) {
  const t = useTranslations("costs");
  const href = useShownHref(shown);
  const names = useTaskNames({ channel: shown.channel ?? "", model: shown.model ?? "" });
  const parts = [
    shown.charge && t(`charge.${shown.charge}.name`),
    shown.model && names.model,
    shown.channel && names.channel,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-muted text-xs">
      {t("films.only", { what: parts.join(" · ") })}
      <Link
        href={href({ charge: null, channel: null, model: null })}
        scroll={false}
        className={buttonStyles({ variant: "ghost", size: "sm" })}
      >
        {t("films.all")}
      </Link>
    </p>
  );
}

function FilmLine({ film, timeZone }: { film: CostFilm; timeZone: string }) {
  const t = useTranslations("costs.films");
  const charge = useTranslations("charge.amount");
  const composer = useTranslations("composer");
  const locale = useLocale();
  const money = useMoney();
  const names = useTaskNames(film);
  const words = excerpt(film.prompt, 90) || t("gone");
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0 space-y-1">
        {film.isThere ? (
          <Link
            href={paths.video(film.id)}
            className="block truncate py-0.5 hover:underline pointer-coarse:py-3"
          >
            {words}
          </Link>
        ) : (
          <p className="truncate text-muted">{words}</p>
        )}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs tabular">
          <StatusBadge status={film.status} />
          <span>{`${names.model} · ${names.channel}`}</span>
          <span>{`${formatSize(film.size)} · ${composer("seconds", { seconds: film.seconds })}`}</span>
          <time dateTime={film.heldAt}>
            {formatDateTime(new Date(film.heldAt), locale, timeZone)}
          </time>
        </p>
      </div>
      <div className="text-sm tabular sm:text-right">
        <p>{charge(film.charge, { amount: money(film.priceMicros) })}</p>
        {film.doubtMicros > 0 && (
          <p className="text-warning text-xs">{t("doubt", { amount: money(film.doubtMicros) })}</p>
        )}
      </div>
    </li>
  );
}
