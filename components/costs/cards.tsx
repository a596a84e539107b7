"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { charges } from "@/lib/costs/sums";
import type { CostLine } from "@/lib/costs/view";
import { chargeDot } from "./charge-look";
import { filmsAnchor } from "./films-anchor";
import type { Shown } from "./search";
import { useMoney } from "./use-money";
import { useShownHref } from "./use-shown";

/** What became of the money, four sums side by side: none of them hides in another. Each leads to its films. */
export function Cards({ total, shown }: { total: CostLine; shown: Shown }) {
  const t = useTranslations("costs.charge");
  const money = useMoney();
  const href = useShownHref(shown);
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4 max-[22.5rem]:grid-cols-1">
      {charges.map((charge) => (
        <li key={charge}>
          <Link
            href={href({ charge, channel: null, model: null }, filmsAnchor)}
            className="block h-full space-y-1 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-edge"
          >
            <p className="flex items-center gap-2 text-muted text-xs">
              <span aria-hidden="true" className={cn("size-2.5 rounded-xs", chargeDot[charge])} />
              {t(`${charge}.name`)}
            </p>
            <p className="font-semibold text-xl tabular">{money(total.sums[charge])}</p>
            <p className="text-2xs text-muted">{t(`${charge}.hint`)}</p>
          </Link>
        </li>
      ))}
    </ul>
  );
}
