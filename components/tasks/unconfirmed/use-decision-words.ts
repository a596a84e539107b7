"use client";

import { useTranslations } from "next-intl";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import type { TaskRefusal } from "../use-task-action";

/** Why a decision was not taken. That the task has moved on is good news here: the doubt is settled. */
export function useDecisionWords(): (refusal: TaskRefusal) => string {
  const t = useTranslations();
  const words = useRefusalWords();
  return (refusal) => {
    if (refusal.kind !== "tooLate") return words(refusal);
    return t("tasks.unconfirmed.settled", { status: t(`status.${refusal.status}`) });
  };
}
