"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTaskNames } from "@/components/shell/use-task-names";
import type { PriceCell, PriceView } from "@/lib/catalogue/price-view";
import { formatDay, formatSize } from "@/lib/format";
import { useMoney } from "../use-money";
import { PriceForm } from "./price-form";
import { PriceHistory } from "./price-history";

/** Every price that holds: from when, from where, how it came about, and the way to set it. */
export function Prices({ prices, timeZone }: { prices: readonly PriceView[]; timeZone: string }) {
  const t = useTranslations("costs.prices");
  return (
    <section aria-labelledby="prices" className="space-y-4">
      <h2 id="prices" className="font-semibold text-base">
        {t("title")}
      </h2>
      <p className="max-w-prose text-muted">{t("intro")}</p>
      <ul className="grid gap-4 lg:grid-cols-2 2xl:grid-cols-3">
        {prices.map((price) => (
          <li key={`${price.channel} ${price.model}`}>
            <Price price={price} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Price({ price, timeZone }: { price: PriceView; timeZone: string }) {
  const t = useTranslations("costs.prices");
  const locale = useLocale();
  const money = useMoney();
  const names = useTaskNames(price);
  const cellName = useCellName(price);
  return (
    <article className="h-full space-y-3 rounded-lg border border-line bg-surface p-4">
      <header>
        <h3 className="font-medium">{`${names.model} · ${names.channel}`}</h3>
        <p className="text-muted text-xs">
          {t(`source.${price.confidence}`, { day: formatDay(price.asOf, locale) })}
        </p>
      </header>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm tabular">
        {price.cells.map((cell) => (
          <div key={cell.name} className="contents">
            <dt className="text-muted">{cellName(cell)}</dt>
            <dd className="text-right">
              {price.confidence === "conflicting"
                ? t("about", { amount: money(cell.micros) })
                : money(cell.micros)}
            </dd>
          </div>
        ))}
      </dl>
      {price.isFixed ? (
        <p className="text-muted text-xs">{t("fixed")}</p>
      ) : (
        // What is being typed belongs to the price it began with.
        <PriceForm key={price.history[0]?.id ?? 0} price={price} />
      )}
      <PriceHistory price={price} timeZone={timeZone} />
    </article>
  );
}

/** What a figure is for: a second in one size, or a film of one length. */
export function useCellName({ kind }: Pick<PriceView, "kind">): (cell: PriceCell) => string {
  const t = useTranslations("costs.prices");
  return ({ name }) =>
    kind === "perSecond"
      ? t("perSecond", { size: formatSize(name) })
      : t("perFilm", { seconds: name });
}
