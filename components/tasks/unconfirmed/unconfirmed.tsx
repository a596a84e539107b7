"use client";

import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { formatMoney } from "@/lib/format";
import { can } from "@/lib/task/status";
import type { TaskView } from "@/lib/task/view";
import { Choices } from "./choices";
import { doubtOf } from "./doubt";
import { Evidence } from "./evidence";

/** Where a task was perhaps paid: what happened, what that may have cost, what is known, and what a person can decide. */
export function Unconfirmed({ task, className }: { task: TaskView; className?: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const amount = formatMoney(task.priceMicros, locale);
  if (!can.decide(task.status)) return null;
  const looking = task.moving && !task.unconfirmed?.checkingId;
  return (
    <div className={cn("@container space-y-4", className)}>
      <Notice
        tone="warning"
        title={t("tasks.unconfirmed.title", { amount })}
        className="@max-md:p-3 text-xs"
      >
        <div className="max-w-prose space-y-1.5">
          <p className="text-text">
            {task.attention
              ? t(`attention.${task.attention}`)
              : t(`tasks.unconfirmed.doubt.${doubtOf(task)}`, { sandbox: String(task.sandbox) })}
          </p>
          <p>{t("tasks.unconfirmed.safe", { amount })}</p>
          {task.sandbox && <p>{t("charge.synthetic")}</p>}
          {looking && <p>{t("tasks.unconfirmed.looking")}</p>}
        </div>
        <Evidence task={task} />
      </Notice>
      <Choices task={task} />
    </div>
  );
}
