"use client";

import { useLocale, useTranslations } from "next-intl";
import type { OverBudget } from "@/lib/costs/view";
import { formatMoney } from "@/lib/format";

/** Why the budget does not cover something: which cap, what it leaves, and what next. */
export function useOverBudgetWords(): (over: OverBudget) => string {
  const t = useTranslations("budget.over");
  const locale = useLocale();
  return ({ cap, leftMicros, askedMicros }) =>
    t(cap, { left: formatMoney(leftMicros, locale), asked: formatMoney(askedMicros, locale) });
}
