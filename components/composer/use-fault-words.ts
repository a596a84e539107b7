"use client";

import { useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { findChannel } from "@/lib/catalogue/catalogue";
import type { InputFault } from "@/lib/task/input";
import type { Draft } from "./draft";

/** The sentence for the fault of a field, whether found here or by the server; null where there is none. */
export function useFaultWords(faults: readonly InputFault[], draft: Draft) {
  const t = useTranslations("input");
  const { catalogue } = useStudio();
  return (field: keyof Draft): string | null => {
    const fault = faults.find((candidate) => candidate.field === field);
    if (!fault) return null;
    const { longest = 0, characters = 0 } = fault.values ?? {};
    return t(fault.code, {
      ...fault.values,
      longest,
      characters,
      over: Number(characters) - Number(longest),
      variable: findChannel(catalogue, draft.channel)?.keyVariable ?? "",
    });
  };
}
