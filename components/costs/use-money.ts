"use client";

import { useLocale } from "next-intl";
import { formatMoney } from "@/lib/format";

/** Micro-dollars in the reader's language, exact. */
export function useMoney(): (micros: number | bigint) => string {
  const locale = useLocale();
  return (micros) => formatMoney(micros, locale);
}
