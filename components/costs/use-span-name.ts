"use client";

import { useLocale } from "next-intl";
import type { DayRange } from "@/lib/costs/range";
import { formatDay, formatMonth } from "@/lib/format";

/** What a day or a month of the books is called. */
export function useSpanName(unit: "day" | "month"): (span: DayRange) => string {
  const locale = useLocale();
  return ({ from }) => (unit === "day" ? formatDay(from, locale) : formatMonth(from, locale));
}
