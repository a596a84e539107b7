"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useStudio } from "@/components/shell/studio-context";
import { useBudget } from "@/components/shell/use-budget";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { quoteFor } from "@/lib/catalogue/quote";
import { overBudget } from "@/lib/costs/over";
import type { InputFault } from "@/lib/task/input";
import type { Draft } from "./draft";
import { focusField, showField } from "./field-ids";
import { referenceTo } from "./reference/reference";
import { useGivenFiles } from "./reference/use-given-files";
import { useAcceptedToast } from "./use-accepted-toast";
import { useFaultWords } from "./use-fault-words";
import { type Beginning, useForm } from "./use-form";
import { useGenerate } from "./use-generate";

/** All that the composer does: the form, its faults, and pressing Generate. */
export function useComposer(beginning: Beginning) {
  const t = useTranslations("composer");
  const { catalogue } = useStudio();
  const refusalWords = useRefusalWords();
  const acceptedToast = useAcceptedToast();
  const promptBox = useRef<HTMLTextAreaElement>(null);
  const [faults, setFaults] = useState<readonly InputFault[]>([]);

  const { form, edit, put } = useForm(beginning, {
    catalogue,
    promptBox,
    onReplaced: (unfinished) =>
      toast(t("replaced"), { action: { label: t("undo"), onClick: () => edit(unfinished) } }),
  });
  const budget = useBudget();
  const price = quoteFor(catalogue, form.draft)?.totalMicros;
  const over = budget && price !== undefined ? overBudget(budget, Number(price)) : null;
  const { press, pending, refusal, accepted } = useGenerate({
    form,
    overNow: () => over,
    put,
    onAccepted: (sent) => acceptedToast(sent.draft),
    onFaults: (found) => {
      setFaults(found);
      const [first] = found;
      if (first && first.field !== "intentKey") focusField(first.field);
    },
  });

  const { draft } = form;
  const change = (next: Draft) => {
    // What has been changed is no longer at fault.
    setFaults(faults.filter(({ field }) => field === "intentKey" || next[field] === draft[field]));
    edit(next);
  };
  const given = useGivenFiles((image) => {
    change({ ...draft, reference: referenceTo(image, draft.size) });
    // Wherever it was dropped: what is to be done with it must be in view.
    requestAnimationFrame(() => showField("reference"));
  });
  const generate = async (agreedMicros?: number) => {
    // Without the image it would be another film, and paid for.
    if (given.giving?.kind === "sending") toast(t("image.wait"));
    else await press(agreedMicros);
  };
  const error = refusal && refusalWords(refusal);
  const faultWords = useFaultWords(faults, draft);
  const generating = { generate, pending, accepted, error, budget, over };
  return { draft, change, faultWords, promptBox, given, ...generating };
}
