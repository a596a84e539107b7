"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { buttonStyles } from "@/components/ui/button-styles";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNotice } from "@/components/ui/error-notice";
import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import type { BooksView } from "@/lib/costs/view";
import { paths } from "@/lib/paths";
import { booksQuery } from "@/lib/queries/costs";
import { Cards } from "./cards";
import { Chart } from "./chart";
import { CostTable } from "./cost-table";
import { filmsAnchor } from "./films-anchor";
import type { Shown } from "./search";
import { onDays, useShownHref } from "./use-shown";
import { useSpanName } from "./use-span-name";

/** The books of the chosen days: four sums, a chart, and tables by day, model and channel, all of the same lines. */
export function Books({ shown }: { shown: Shown }) {
  const t = useTranslations("costs");
  const { range, books: which } = shown;
  const query = useQuery(booksQuery({ ...range, books: which }));
  const books = query.data;
  if (!books) {
    if (!query.isError) return <p className="text-muted">{t("loading")}</p>;
    return <ErrorNotice onRetry={() => query.refetch()} pending={query.isFetching} />;
  }
  return (
    <div className="space-y-8" aria-busy={query.isPlaceholderData}>
      {books.sandbox && <p className="text-muted">{t("playMoney")}</p>}
      <Cards total={books.total} shown={shown} />
      {books.total.tasks === 0 ? (
        <EmptyState icon={<ReceiptText aria-hidden="true" />} title={t("empty.title")}>
          {t("empty.detail")}
        </EmptyState>
      ) : (
        <Tables books={books} shown={shown} />
      )}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted text-xs">
        <a
          href={paths.api.costExport({ ...range, books: which })}
          download
          className={buttonStyles({ size: "sm" })}
        >
          <Download aria-hidden="true" />
          {t("export")}
        </a>
        {t("zone", { zone: books.timeZone })}
      </p>
    </div>
  );
}

function Tables({ books, shown }: { books: BooksView; shown: Shown }) {
  const t = useTranslations("costs");
  const { catalogue } = useStudio();
  const href = useShownHref(shown);
  const nameOf = useSpanName(books.unit);
  const channelName = (id: string) => findChannel(catalogue, id)?.name ?? id;
  const modelName = (channel: string, id: string) => {
    const known = findChannel(catalogue, channel);
    return (known && findModel(known, id)?.name) ?? id;
  };
  const { spans, models, channels, total, unit } = books;
  const used = spans.filter(({ tasks }) => tasks > 0);
  return (
    <>
      <Chart books={books} />
      <CostTable
        caption={t(`by.${unit}`)}
        of={t(`of.${unit}`)}
        total={total}
        rows={used.map((span) => ({
          ...span,
          key: span.from,
          name: nameOf(span),
          href: href({ ...onDays(span.from, span.to), charge: null }, filmsAnchor),
        }))}
      />
      <div className="grid gap-8 xl:grid-cols-2">
        <CostTable
          caption={t("by.model")}
          of={t("of.model")}
          total={total}
          rows={models.map(({ channel, model, ...line }) => ({
            ...line,
            key: `${channel} ${model}`,
            name: `${modelName(channel, model)} · ${channelName(channel)}`,
            href: href({ channel, model, charge: null }, filmsAnchor),
          }))}
        />
        <CostTable
          caption={t("by.channel")}
          of={t("of.channel")}
          total={total}
          rows={channels.map(({ channel, ...line }) => ({
            ...line,
            key: channel,
            name: channelName(channel),
            href: href({ channel, model: null, charge: null }, filmsAnchor),
          }))}
        />
      </div>
    </>
  );
}
