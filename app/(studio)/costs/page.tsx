import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Balance } from "@/components/costs/balance";
import { Books } from "@/components/costs/books";
import { BudgetSettings } from "@/components/costs/budget-form";
import { Films } from "@/components/costs/films";
import { Prices } from "@/components/costs/prices/prices";
import { RangePicker } from "@/components/costs/range-picker";
import { readShown, requestOf } from "@/components/costs/search";
import { pageDb } from "@/lib/access/page";
import { readPriceList } from "@/lib/catalogue/price-list";
import { systemClock } from "@/lib/clock";
import { listFilms } from "@/lib/costs/films";
import { readBooksView, readBudgetView, spanOf } from "@/lib/costs/read-view";
import { env } from "@/lib/env";
import { makeQueryClient } from "@/lib/queries/client";
import { booksQuery, budgetQuery, costFilmsQuery } from "@/lib/queries/costs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("costs");
  return { title: t("title") };
}

interface CostsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CostsPage({ searchParams }: CostsPageProps) {
  const db = await pageDb();
  const t = await getTranslations("costs");
  const { mode, monthBudgetMicros } = env();
  const budget = await readBudgetView(db, monthBudgetMicros, systemClock.now());
  const { day: today, timeZone } = budget;
  const shown = readShown(await searchParams, today, mode);
  const asked = requestOf(shown);
  const [books, films, prices] = await Promise.all([
    readBooksView(db, { range: shown.range, sandbox: shown.books === "sandbox" }),
    listFilms(db, {
      ...asked,
      sandbox: shown.books === "sandbox",
      span: spanOf(shown.range, timeZone),
    }),
    readPriceList(db),
  ]);
  const client = makeQueryClient();
  client.setQueryData(budgetQuery().queryKey, budget);
  client.setQueryData(booksQuery({ ...shown.range, books: shown.books }).queryKey, books);
  client.setQueryData(costFilmsQuery(asked).queryKey, { pages: [films], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <div className="space-y-10">
        <div className="space-y-6">
          <h1 className="font-semibold text-xl">{t("title")}</h1>
          <RangePicker shown={shown} today={today} />
          <Books shown={shown} />
          <Films shown={shown} timeZone={timeZone} />
        </div>
        <Balance timeZone={timeZone} />
        <BudgetSettings zones={Intl.supportedValuesOf("timeZone")} />
        <Prices prices={prices} timeZone={timeZone} />
      </div>
    </HydrationBoundary>
  );
}
