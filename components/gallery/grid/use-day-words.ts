"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useCallback } from "react";
import { addDays, dayOf } from "@/lib/costs/calendar";

/** A day's name as a heading says it: "Today", "Wed, Nov 18"; with the year where it is another. */
export function useDayWords(): (day: string) => string {
  const t = useTranslations("library.days");
  const format = useFormatter();
  const now = useNow();
  return useCallback(
    (day) => {
      const today = dayOf(now, Intl.DateTimeFormat().resolvedOptions().timeZone);
      if (day === today) return t("today");
      if (day === addDays(today, -1)) return t("yesterday");
      return format.dateTime(new Date(`${day}T00:00:00Z`), {
        ...{ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" },
        ...(day.slice(0, 4) !== today.slice(0, 4) && { year: "numeric" }),
      });
    },
    [t, format, now],
  );
}
