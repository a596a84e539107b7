"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTaskNames } from "@/components/shell/use-task-names";
import { toneText } from "@/components/ui/tone";
import { formatMoney, formatSize } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { chargeTone } from "./status-look";

/** What was asked for and what became of its price, on one quiet line. */
export function TaskFacts({ task }: { task: TaskView }) {
  const t = useTranslations("tasks");
  const { model } = useTaskNames(task);
  return (
    <p className="tabular flex flex-wrap gap-x-2.5 text-2xs text-muted">
      <span>{model}</span>
      <span>{t("seconds", { seconds: task.seconds })}</span>
      <span>{formatSize(task.size)}</span>
      <ChargeWords task={task} />
    </p>
  );
}

function ChargeWords({ task }: { task: TaskView }) {
  const t = useTranslations("charge.amount");
  const locale = useLocale();
  const amount = formatMoney(task.priceMicros, locale);
  return <span className={toneText[chargeTone[task.charge]]}>{t(task.charge, { amount })}</span>;
}
