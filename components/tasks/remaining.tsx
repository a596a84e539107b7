"use client";

import { useLocale, useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { findChannel } from "@/lib/catalogue/catalogue";
import { formatDuration, formatDurationRange } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { type Estimate, estimate } from "./estimate";
import { useNowTick } from "./use-now";

/** How long a task may still take, ticking by itself. */
export function Remaining({ task }: { task: TaskView }) {
  const { catalogue, sandboxSpeed } = useStudio();
  const words = useEstimateWords();
  const now = useNowTick();
  const channel = findChannel(catalogue, task.channel);
  if (now === null || !channel) return null;
  return (
    <span className="tabular">
      {words(estimate(task, channel, task.sandbox ? sandboxSpeed : 1, now))}
    </span>
  );
}

function useEstimateWords() {
  const t = useTranslations("tasks.estimate");
  const locale = useLocale();
  return (guess: Estimate): string => {
    switch (guess.kind) {
      case "usually":
      case "left":
        return t(guess.kind, { range: formatDurationRange(guess.from, guess.to, locale) });
      case "upTo":
        return t("upTo", { length: formatDuration(guess.to, locale) });
      case "over":
        return t("over");
    }
  };
}
