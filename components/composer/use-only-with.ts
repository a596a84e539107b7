"use client";

import { useLocale, useTranslations } from "next-intl";

/**
 * Why some choices are disabled: only other models of the channel offer them.
 * @returns one sentence for all of them, or null when every one is offered.
 */
export function useOnlyWith<Value>(
  offers: readonly { value: Value; models: string[] }[],
  offered: readonly Value[],
  write: (value: Value) => string,
): string | null {
  const t = useTranslations("composer");
  const locale = useLocale();
  const elsewhere = offers.filter(({ value }) => !offered.includes(value));
  if (elsewhere.length === 0) return null;
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const models = new Set(elsewhere.flatMap((offer) => offer.models));
  return t("onlyWith", {
    what: list.format(elsewhere.map(({ value }) => write(value))),
    models: list.format(models),
  });
}
