"use client";

import { useLocale, useTranslations } from "next-intl";
import { toast } from "sonner";
import { useStudio } from "@/components/shell/studio-context";
import { goToInProgress } from "@/components/tasks/in-progress-anchor";
import { quoteFor } from "@/lib/catalogue/quote";
import { formatMoney } from "@/lib/format";
import type { Draft } from "./draft";

/** Says that a press was accepted, what is held for it, and leads to where it can be watched. */
export function useAcceptedToast(): (draft: Draft) => void {
  const t = useTranslations("composer");
  const locale = useLocale();
  const { catalogue, mode } = useStudio();
  return (draft) => {
    const total = quoteFor(catalogue, draft)?.totalMicros ?? 0n;
    const { takes } = draft;
    toast.success(t("accepted", { takes }), {
      description:
        mode === "live"
          ? t("acceptedHeld", { takes, amount: formatMoney(total, locale) })
          : t("free"),
      action: { label: t("show"), onClick: goToInProgress },
    });
  };
}
