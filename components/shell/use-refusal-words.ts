"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "./attempt";
import { useOverBudgetWords } from "./use-over-budget-words";

/** What to tell about a refusal that concerns no single field: what happened, whether it cost money, what next. */
export function useRefusalWords(): (refusal: Exclude<Refusal, { kind: "input" }>) => string {
  const t = useTranslations("action.failure");
  const status = useTranslations("status");
  const adoption = useTranslations("adoption");
  const door = useTranslations("door");
  const overBudgetWords = useOverBudgetWords();
  return (refusal) => {
    switch (refusal.kind) {
      case "tooLate":
        return refusal.status === "canceled"
          ? t("tooLate.canceled")
          : t("tooLate.moved", { status: status(refusal.status) });
      case "overBudget":
        return overBudgetWords(refusal.over);
      case "adoption":
        return adoption(refusal.refusal);
      case "door":
        return door(`fault.${refusal.fault.code}`, refusal.fault.values);
      case "forbidden":
      case "inUse":
      case "malformed":
      case "notAllowed":
      case "notFound":
      case "signedOut":
      case "unavailable":
      case "unreachable":
        return t(refusal.kind);
    }
  };
}
