"use client";

import { useLocale, useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { Channel, Model } from "@/lib/catalogue/types";
import { formatMoney } from "@/lib/format";
import { fieldIds } from "./field-ids";

interface ModelFieldProps {
  channel: Channel | undefined;
  value: string;
  onChange: (modelId: string) => void;
  error: string | null;
}

/** Which model of the channel, and what it costs at the least. */
export function ModelField({ channel, value, onChange, error }: ModelFieldProps) {
  const t = useTranslations("composer");
  const priceFrom = usePriceFrom();
  const models = channel?.models ?? [];
  const chosen = models.find(({ id }) => id === value);
  return (
    <Select
      id={fieldIds.model}
      label={t("model")}
      value={value}
      onChange={onChange}
      error={error}
      note={chosen ? priceFrom(chosen) : null}
      className="min-w-0"
      choices={models.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function usePriceFrom() {
  const t = useTranslations("composer.from");
  const locale = useLocale();
  return ({ price }: Model): string => {
    const table = price.kind === "perSecond" ? price.microsBySize : price.microsBySeconds;
    const [least = 0n, ...dearer] = [...new Set(Object.values(table))].sort((a, b) =>
      Number(a - b),
    );
    return t(price.kind, { amount: formatMoney(least, locale), prices: 1 + dearer.length });
  };
}
