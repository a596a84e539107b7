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
  const { what, next, message } = useReasons(task);
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <div className={cn("max-w-prose space-y-1 text-xs", className)}>
      <p>
        {what}{" "}
        <strong className="font-medium">{t(`charge.cost.${task.charge}`, { amount })}</strong>
      </p>
      {message && <p className="line-clamp-3 text-muted">{t("tasks.upstreamSaid", { message })}</p>}
      <p className="text-muted">{next}</p>
    </div>
  );
}

function useReasons(task: TaskView) {
  const t = useTranslations();
  if (isDeclared(task)) {
    const words = "tasks.unconfirmed.notCreated";
    return { what: t(`${words}.what`), next: t(`${words}.next`), message: null };
  }
  const kind = kindOf(task);
  return {
    what: t(`failure.${kind}.what`),
    next: t(`failure.${kind}.next`),
    message: task.failure?.message,
  };
}

/** What provably was not sent waits until it can be: it fails only where a person said that it was not created. */
const isDeclared = ({ status, failure }: TaskView) =>
  status === "failed" && failure?.kind === "notSent";

const kindOf = (task: TaskView): FailureKind =>
  task.failure?.kind ?? (task.status === "expired" ? "expired" : "upstream");
