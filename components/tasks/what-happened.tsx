"use client";

import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { FailureKind } from "@/lib/failure";
import { formatMoney } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";

/** Why a task came to nothing: what happened, whether it cost money, upstream's own words, and what next. */
export function WhatHappened({ task, className }: { task: TaskView; className?: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const kind = kindOf(task);
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <div className={cn("max-w-prose space-y-1 text-xs", className)}>
      <p>
        {t(`failure.${kind}.what`)}{" "}
        <strong className="font-medium">{t(`charge.cost.${task.charge}`, { amount })}</strong>
      </p>
      {task.failure?.message && (
        <p className="line-clamp-3 text-muted">
          {t("tasks.upstreamSaid", { message: task.failure.message })}
        </p>
      )}
      <p className="text-muted">{t(`failure.${kind}.next`)}</p>
    </div>
  );
}

const kindOf = (task: TaskView): FailureKind =>
  task.failure?.kind ?? (task.status === "expired" ? "expired" : "upstream");
