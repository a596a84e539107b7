"use client";

import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Quote } from "@/lib/catalogue/quote";
import type { PriceSource } from "@/lib/catalogue/types";
import { formatDay, formatMoney } from "@/lib/format";

interface GenerateButtonProps {
  takes: number;
  /** Null where the choice has no price. */
  quote: Quote | null;
  pending: boolean;
  /** It has just been accepted: shown for a moment. */
  accepted: boolean;
}

/** The button that spends, with what it spends on it. */
export function GenerateButton({ takes, quote, pending, accepted }: GenerateButtonProps) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const amount = quote && formatMoney(quote.totalMicros, locale);
  return (
    <Button
      type="submit"
      variant="primary"
      size="lg"
      className="w-full"
      pending={pending}
      disabledReason={quote ? null : t("noPrice")}
      aria-keyshortcuts="Control+Enter Meta+Enter"
    >
      {accepted && <Check aria-hidden="true" />}
      <span>{t("generate", { takes })}</span>
      {amount && (
        <>
          <VisuallyHidden> - </VisuallyHidden>
          <span className="tabular border-accent-ink/25 border-l pl-3">
            {quote.approximate ? t("about", { amount }) : amount}
          </span>
        </>
      )}
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
  } as const satisfies Record<PriceSource["confidence"], string>;
  return <p className="text-2xs text-muted">{notes[source.confidence]}</p>;
}
