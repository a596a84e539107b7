"use client";

import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Quote } from "@/lib/catalogue/quote";
import type { PriceSource } from "@/lib/catalogue/types";
import type { OverBudget } from "@/lib/costs/view";
import { formatDay, formatMoney } from "@/lib/format";

interface GenerateButtonProps {
  takes: number;
  /** Null where the choice has no price. */
  quote: Pick<Quote, "totalMicros" | "approximate"> | null;
  pending: boolean;
  /** It has just been accepted: shown for a moment. */
  accepted: boolean;
  /** The cap that it would pass. */
  over: OverBudget | null;
  /** Why there is no quote, where there is more to say than that. */
  why?: string | null;
}

/** The button that spends, with what it spends on it. */
export function GenerateButton({
  takes,
  quote,
  pending,
  accepted,
  over,
  why,
}: GenerateButtonProps) {
  const t = useTranslations("composer");
  const budget = useTranslations("budget");
  const locale = useLocale();
  const amount = quote && formatMoney(quote.totalMicros, locale);
  const price = quote?.approximate && amount ? t("about", { amount }) : amount;
  const what = t("generate", { takes });
  const left = over && formatMoney(over.leftMicros, locale);
  const tooDear = over && left && budget(`reason.${over.cap}`, { left });
  return (
    <Button
      type="submit"
      variant="primary"
      size="lg"
      className="w-full"
      aria-label={price ? `${what} - ${price}` : what}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      pending={pending}
      disabledReason={quote ? tooDear : (why ?? t("noPrice"))}
    >
      {accepted && <Check aria-hidden="true" />}
      {what}
      {price && <span className="tabular border-accent-ink/25 border-l pl-3">{price}</span>}
    </Button>
  );
}

/** How sure the price is, and from when. */
export function PriceNote({ source }: { source: PriceSource }) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const day = formatDay(source.asOf, locale);
  const notes = {
    stated: t("asOf", { day }),
    conflicting: t("asOfConflicting", { day }),
    operator: t("asOfOperator", { day }),
    owner: t("asOfOwner", { day }),
  } as const satisfies Record<PriceSource["confidence"], string>;
  return <p className="text-2xs text-muted">{notes[source.confidence]}</p>;
}
