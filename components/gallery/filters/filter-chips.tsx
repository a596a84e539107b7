"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { type Ignored, type LibraryQuery, wholeLibrary } from "@/lib/library/query";
import { useChips } from "./use-filter-words";

/** The filters that are set, each to be taken away by a press. Nothing while there is none. */
export function FilterChips({
  query,
  ignored,
  onFind,
}: {
  query: LibraryQuery;
  /** What of it nobody knows: that filters nothing. */
  ignored: readonly Ignored[];
  onFind: (query: LibraryQuery) => void;
}) {
  const t = useTranslations("library.filter");
  const unknown = new Set(ignored.map(({ name, value }) => `${name}:${value}`));
  const chips = useChips(query).filter(({ key }) => !unknown.has(key));
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t("active")} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, label, without }) => (
        <li key={key} className="max-w-full">
          <button
            type="button"
            aria-label={t("chip.remove", { label })}
            onClick={() => onFind(without)}
            className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border border-accent-text/50 bg-accent/10 pr-2 pl-3 text-xs hover:border-accent-text pointer-coarse:h-11 [&_svg]:size-3.5"
          >
            <span className="truncate">{label}</span>
            <X aria-hidden="true" className="shrink-0 text-muted" />
          </button>
        </li>
      ))}
      <li>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onFind({ ...wholeLibrary, sort: query.sort })}
        >
          {t("clear")}
        </Button>
      </li>
    </ul>
  );
}
