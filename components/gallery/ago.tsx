"use client";

import { useLocale, useNow } from "next-intl";
import { formatDateTime, formatRelative } from "@/lib/format";

/** How long ago something was, kept current; the moment itself on hover. @param at ISO 8601. */
export function Ago({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow({ updateInterval: 60_000 });
  const then = new Date(at);
  return (
    // The server wrote it a moment earlier, perhaps in another time zone.
    <time dateTime={at} title={formatDateTime(then, locale)} suppressHydrationWarning>
      {formatRelative(then, now, locale)}
    </time>
  );
}
