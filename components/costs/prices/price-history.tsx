"use client";

import { useLocale, useTranslations } from "next-intl";
import type { PriceView } from "@/lib/catalogue/price-view";
import { formatDateTime } from "@/lib/format";
import { useMoney } from "../use-money";
import { useCellName } from "./prices";

/** Who set what and when; tasks keep the price that held when they were made. */
export function PriceHistory({ price, timeZone }: { price: PriceView; timeZone: string }) {
  const t = useTranslations("costs.prices");
  const locale = useLocale();
  const money = useMoney();
  const cellName = useCellName(price);
  if (price.history.length === 0) return null;
  return (
    <details>
      <summary className="min-h-6 text-muted text-xs pointer-coarse:min-h-11">
        {t("history", { edits: price.history.length })}
      </summary>
      <ol className="space-y-2 pt-2 text-xs">
        {price.history.map((edit) => (
          <li key={edit.id}>
            <p className="text-muted tabular">
              <time dateTime={edit.at}>{formatDateTime(new Date(edit.at), locale, timeZone)}</time>
              {` · ${t(edit.isReset ? "wasReset" : "wasSet", { by: edit.by === "owner" ? t("owner") : edit.by })}`}
            </p>
            {edit.cells.length === 0 && <p>{t("unchanged")}</p>}
            <ul>
              {edit.cells.map((cell) => (
                <li key={cell.name} className="tabular">
                  {t("change", {
                    cell: cellName(cell),
                    old: money(cell.oldMicros),
                    now: money(cell.micros),
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
