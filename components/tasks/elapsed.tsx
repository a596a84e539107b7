"use client";

import { formatClock } from "@/lib/format";
import { useNowTick } from "./use-now";

/** A running clock. It ticks by itself, so that nothing around it renders each second. @param since ISO 8601. */
export function Elapsed({ since }: { since: string }) {
  const now = useNowTick();
  return (
    <time dateTime={since} className="tabular">
      {now === null ? "–:––" : formatClock(now - Date.parse(since))}
    </time>
  );
}
