"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { charges } from "@/lib/costs/sums";
import type { CostLine } from "@/lib/costs/view";
import { useMoney } from "./use-money";
import type { CostsHref } from "./use-shown";

export interface CostRow extends CostLine {
  key: string;
  name: ReactNode;
  /** Leads to the films behind it. */
  href: CostsHref;
}

interface CostTableProps {
  caption: string;
  /** What the rows are. */
  of: string;
  rows: readonly CostRow[];
  total: CostLine;
}

const figure = "px-3 py-2 text-right tabular whitespace-nowrap last:pr-0";

/** Sums by row, with the sum of all below: the same four kinds of money everywhere. */
export function CostTable({ caption, of, rows, total }: CostTableProps) {
  const t = useTranslations("costs");
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="pb-2 text-left font-semibold text-base">{caption}</caption>
        <thead className="text-muted text-xs">
          <tr className="border-line border-b">
            <th scope="col" className="py-2 pr-3 text-left font-medium">
              {of}
            </th>
            {charges.map((charge) => (
              <th key={charge} scope="col" className={`${figure} font-medium`}>
                {t(`charge.${charge}.name`)}
              </th>
            ))}
            <th scope="col" className={`${figure} font-medium`}>
              {t("tasks")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, href, ...line }) => (
            <tr key={key} className="border-line border-b">
              <th scope="row" className="whitespace-nowrap py-1 pr-3 text-left font-normal">
                <Link
                  href={href}
                  className="inline-flex min-h-6 items-center underline decoration-line underline-offset-4 hover:decoration-edge pointer-coarse:min-h-11"
                >
                  {name}
                </Link>
              </th>
              <Figures line={line} />
            </tr>
          ))}
        </tbody>
        <tfoot className="font-medium">
          <tr>
            <th scope="row" className="py-2 pr-3 text-left font-medium">
              {t("total")}
            </th>
            <Figures line={total} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Figures({ line }: { line: CostLine }) {
  const money = useMoney();
  return (
    <>
      {charges.map((charge) => (
        <td key={charge} className={line.sums[charge] === 0 ? `${figure} text-muted` : figure}>
          {money(line.sums[charge])}
        </td>
      ))}
      <td className={figure}>{line.tasks}</td>
    </>
  );
}
