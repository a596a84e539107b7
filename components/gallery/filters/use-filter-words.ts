"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { useStudio } from "@/components/shell/studio-context";
import { formatDay } from "@/lib/format";
import type { LibraryQuery } from "@/lib/library/query";
import type { Shape } from "@/lib/library/shape";
import type { TaskStatus } from "@/lib/task/status";

/** The filters that are lists of values. */
export interface ListFilters {
  status: TaskStatus;
  channel: string;
  model: string;
  shape: Shape;
  seconds: number;
  tag: string;
}
export type ListFilter = keyof ListFilters;

/** What the values of the filters are called. */
export function useFilterWords() {
  const t = useTranslations();
  const locale = useLocale();
  const { catalogue } = useStudio();
  const channelName = (id: string) =>
    catalogue.channels.find((channel) => channel.id === id)?.name ?? id;
  const modelName = (id: string) =>
    catalogue.channels.flatMap(({ models }) => models).find((model) => model.id === id)?.name ?? id;
  const words: { [F in ListFilter]: (value: ListFilters[F]) => string } = {
    status: (value) => t(`status.${value}`),
    channel: channelName,
    model: modelName,
    shape: (value) => t(`library.shape.${value}`),
    seconds: (value) => t("library.card.seconds", { seconds: value }),
    tag: (value) => t("library.filter.chip.tag", { value }),
  };
  const dayWords = useCallback((day: string) => formatDay(day, locale), [locale]);
  return { words, dayWords };
}

/** One filter that is set, in words, and the query without it. */
export interface Chip {
  key: string;
  label: string;
  without: LibraryQuery;
}

/** All that narrows a query, each removable by itself. */
export function useChips(query: LibraryQuery): Chip[] {
  const t = useTranslations("library.filter.chip");
  const { words, dayWords } = useFilterWords();
  const lists = (["status", "channel", "model", "shape", "seconds", "tag"] as const).flatMap(
    (filter) => listChips(query, filter, words[filter] as (value: unknown) => string),
  );
  const chip = (key: string, label: string, without: Partial<LibraryQuery>): Chip => ({
    ...{ key, label, without: { ...query, ...without } },
  });
  return [
    ...(query.text ? [chip("text", t("text", { value: query.text }), { text: "" })] : []),
    ...(query.trash ? [chip("trash", t("trash"), { trash: false })] : []),
    ...(query.favourite ? [chip("favourite", t("favourite"), { favourite: false })] : []),
    ...lists,
    ...(query.from
      ? [chip("from", t("from", { value: dayWords(query.from) }), { from: null })]
      : []),
    ...(query.to ? [chip("to", t("to", { value: dayWords(query.to) }), { to: null })] : []),
  ];
}

function listChips(query: LibraryQuery, filter: ListFilter, words: (value: unknown) => string) {
  const values: readonly unknown[] = query[filter];
  return values.map((value) => ({
    key: `${filter}:${value}`,
    label: words(value),
    without: { ...query, [filter]: values.filter((each) => each !== value) },
  }));
}
