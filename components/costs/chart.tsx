"use client";

import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { BooksView, SumsView } from "@/lib/costs/view";
import { chargeDot, chargeFill } from "./charge-look";
import { useMoney } from "./use-money";
import { useSpanName } from "./use-span-name";

/** What was spent or may yet be, from the ground up. What was released cost nothing and is told in the table. */
const stack = ["charged", "held", "uncertain"] as const;
const heightOf = (sums: SumsView) => stack.reduce((sum, charge) => sum + sums[charge], 0);

const height = 100;
const step = 10;
const bar = 7;

/** The money of each day or month as bars; the table below says the same in figures. */
export function Chart({ books }: { books: BooksView }) {
  const t = useTranslations("costs");
  const locale = useLocale();
  const money = useMoney();
  const nameOf = useSpanName(books.unit);
  const tallest = Math.max(...books.spans.map(({ sums }) => heightOf(sums)));
  const [first, last] = [books.spans[0], books.spans.at(-1)];
  if (tallest === 0) return null;
  return (
    <figure className="space-y-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-muted text-xs">
        <span>{t(`chart.${books.unit}`)}</span>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {stack.map((charge) => (
            <li key={charge} className="flex items-center gap-1.5">
              <span aria-hidden="true" className={cn("size-2.5 rounded-xs", chargeDot[charge])} />
              {t(`charge.${charge}.name`)}
            </li>
          ))}
        </ul>
      </figcaption>
      <p className="text-2xs text-muted tabular">{money(tallest)}</p>
      <svg
        role="img"
        aria-label={t("chart.said", {
          spans: books.spans.length,
          tallest: money(tallest),
        })}
        lang={locale}
        viewBox={`0 0 ${books.spans.length * step} ${height}`}
        preserveAspectRatio="none"
        className="h-40 w-full border-line border-y"
      >
        <defs>
          <pattern
            id="uncertain"
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="4" className="fill-warning" />
          </pattern>
        </defs>
        {books.spans.map((span, place) => (
          <g key={span.from}>
            <title>{`${nameOf(span)}: ${stack.map((charge) => `${t(`charge.${charge}.name`)} ${money(span.sums[charge])}`).join(", ")}`}</title>
            <rect x={place * step} width={step} height={height} className="fill-transparent" />
            {piecesOf(span.sums, tallest).map(({ charge, y, tall }) => (
              <rect
                key={charge}
                x={place * step + (step - bar) / 2}
                y={y}
                width={bar}
                height={tall}
                className={chargeFill[charge]}
              />
            ))}
          </g>
        ))}
      </svg>
      {first && last && (
        <p className="flex justify-between text-2xs text-muted tabular">
          <span>{nameOf(first)}</span>
          <span>{nameOf(last)}</span>
        </p>
      )}
    </figure>
  );
}

function piecesOf(sums: SumsView, tallest: number) {
  let top = height;
  return stack.map((charge) => {
    const tall = (sums[charge] / tallest) * height;
    top -= tall;
    return { charge, y: top, tall };
  });
}
