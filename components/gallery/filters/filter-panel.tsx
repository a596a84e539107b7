"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CheckGroup } from "@/components/ui/check-group";
import { Field, FieldGroup } from "@/components/ui/field";
import { isDay } from "@/lib/costs/calendar";
import type { LibraryQuery } from "@/lib/library/query";
import type { Count } from "@/lib/library/view";
import { type LibraryScope, libraryFacetsQuery } from "@/lib/queries/library";
import { type ListFilter, type ListFilters, useFilterWords } from "./use-filter-words";

/** All filters, with how many each value would find. Every choice holds at once. */
export function FilterPanel({
  scope,
  onFind,
  onDone,
  children,
}: {
  scope: LibraryScope;
  onFind: (query: LibraryQuery) => void;
  onDone: () => void;
  /** What the bar has no room for. */
  children: ReactNode;
}) {
  const t = useTranslations("library.filter");
  const { words } = useFilterWords();
  const { query } = scope;
  const facets = useQuery({ ...libraryFacetsQuery(scope), placeholderData: (before) => before });
  const labels: Record<ListFilter, string> = {
    ...{ status: t("status"), channel: t("channel"), model: t("model") },
    ...{ shape: t("shape"), seconds: t("seconds"), tag: t("tag") },
  };
  const group = <F extends ListFilter>(filter: F) => (
    <Values
      id={`filter-${filter}`}
      label={labels[filter]}
      chosen={query[filter] as ListFilters[F][]}
      counts={(facets.data?.[filter] ?? []) as Count<ListFilters[F]>[]}
      words={words[filter]}
      onChange={(values) => onFind({ ...query, [filter]: values })}
    />
  );
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
      {facets.isError && <p className="text-warning sm:col-span-full">{t("unavailable")}</p>}
      {children}
      {group("status")}
      {group("shape")}
      {group("seconds")}
      {group("channel")}
      {group("model")}
      <Dates query={query} onFind={onFind} />
      <div className="sm:col-span-full">
        {facets.data?.tag.length === 0 && query.tag.length === 0 ? (
          <p className="text-muted text-xs">{t("noTags")}</p>
        ) : (
          group("tag")
        )}
      </div>
      <div className="flex justify-end sm:col-span-full">
        <Button onClick={onDone}>{t("done")}</Button>
      </div>
    </div>
  );
}

/** The values there are, and those that are chosen although there are none. */
function Values<Value extends string | number>({
  counts,
  chosen,
  words,
  ...group
}: {
  id: string;
  label: string;
  chosen: Value[];
  counts: Count<Value>[];
  words: (value: Value) => string;
  onChange: (values: Value[]) => void;
}) {
  const missing = chosen.filter((value) => !counts.some((each) => each.value === value));
  const options = [...counts, ...missing.map((value) => ({ value, count: 0 }))].map(
    ({ value, count }) => ({ value, label: <Counted name={words(value)} count={count} /> }),
  );
  if (options.length === 0) return null;
  return (
    <CheckGroup
      {...group}
      values={chosen}
      options={options}
      error={null}
      className="max-h-44 overflow-y-auto"
    />
  );
}

function Counted({ name, count }: { name: string; count: number }): ReactNode {
  const format = useFormatter();
  return (
    <>
      {name}
      <span className="text-2xs text-muted">{format.number(count)}</span>
    </>
  );
}

function Dates({ query, onFind }: { query: LibraryQuery; onFind: (query: LibraryQuery) => void }) {
  const t = useTranslations("library.filter");
  const put = (end: "from" | "to", value: string) => {
    if (value !== "" && !isDay(value)) return;
    const next = { ...query, [end]: value || null };
    // The other end follows, rather than to find nothing.
    const crossed = next.from !== null && next.to !== null && next.from > next.to;
    onFind(crossed ? { ...next, [end === "from" ? "to" : "from"]: value } : next);
  };
  return (
    <FieldGroup id="filter-date" label={t("date")} error={null}>
      <div className="flex flex-wrap gap-2">
        {(["from", "to"] as const).map((end) => (
          <Field key={end} id={`filter-${end}`} label={t(end)} error={null}>
            <input
              id={`filter-${end}`}
              type="date"
              value={query[end] ?? ""}
              min="2000-01-01"
              max="9999-12-31"
              onChange={(event) => put(end, event.target.value)}
              className="h-9 rounded-md border border-line bg-background px-2.5 hover:border-edge pointer-coarse:h-11"
            />
          </Field>
        ))}
      </div>
    </FieldGroup>
  );
}
