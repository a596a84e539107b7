"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMoney, formatSize } from "@/lib/format";
import { type BatchLine, takesOf, totalOf } from "./batch";

const cell = "px-2 py-1.5 text-left align-top first:pl-0 last:pr-0";
const figure = `${cell} text-right tabular whitespace-nowrap`;

/** Every film of a batch with its price, and the price of all of them. */
export function BatchTable({
  lines,
  approximate,
}: {
  lines: readonly BatchLine[];
  approximate: boolean;
}) {
  const t = useTranslations("batch");
  const about = useTranslations("composer");
  const locale = useLocale();
  const money = (micros: bigint | null) => {
    if (micros === null) return "–";
    const amount = formatMoney(micros, locale);
    return approximate ? about("about", { amount }) : amount;
  };
  return (
    // Wide tables scroll in a box of their own, which the keyboard must reach.
    <section
      aria-label={t("table")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="max-h-64 overflow-auto rounded-md border border-line px-3"
    >
      <table className="w-full min-w-md border-collapse text-xs">
        <thead className="sticky top-0 bg-surface text-muted">
          <tr className="border-line border-b">
            <th scope="col" className={cell}>
              {t("prompt")}
            </th>
            <th scope="col" className={cell}>
              {about("shape")}
            </th>
            <th scope="col" className={figure}>
              {about("length")}
            </th>
            <th scope="col" className={figure}>
              {t("each")}
            </th>
            <th scope="col" className={figure}>
              {about("takes")}
            </th>
            <th scope="col" className={figure}>
              {t("sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ film, eachMicros }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same prompt may stand there twice
            <tr key={place} className="border-line border-b">
              <td className={`${cell} max-w-40 truncate`}>{film.prompt}</td>
              <td className={`${cell} tabular whitespace-nowrap`}>{formatSize(film.size)}</td>
              <td className={figure}>{about("seconds", { seconds: film.seconds })}</td>
              <td className={figure}>{money(eachMicros)}</td>
              <td className={figure}>{film.takes}</td>
              <td className={figure}>
                {money(eachMicros === null ? null : eachMicros * BigInt(film.takes))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot className="sticky bottom-0 bg-surface font-medium">
          <tr>
            <th scope="row" colSpan={4} className={cell}>
              {t("total", { films: lines.length })}
            </th>
            <td className={figure}>{takesOf(lines)}</td>
            <td className={figure}>{money(totalOf(lines))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
