"use client";

import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { formatMoney } from "@/lib/format";
import type { Attention, TaskView } from "@/lib/task/view";

/** Why a task of unknown outcome is not simply sent again, and what it may have cost. */
export function UnconfirmedNote({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed");
  const locale = useLocale();
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <Notice tone="warning" title={t("title", { amount })} className="p-3">
      {t("detail", { amount })}
    </Notice>
  );
}

/** Why a person may want to look at a live task. */
export function AttentionNote({ code }: { code: Attention }) {
  const t = useTranslations("attention");
  return <p className="border-warning border-l-2 pl-3 text-muted text-xs">{t(code)}</p>;
}
