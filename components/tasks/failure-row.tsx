"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import { Ago } from "@/components/gallery/ago";
import { excerpt } from "@/components/gallery/excerpt";
import { Button } from "@/components/ui/button";
import type { FailureKind } from "@/lib/failure";
import { formatMoney } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { TaskView } from "@/lib/task/view";
import { StatusBadge } from "./status-badge";
import { TaskFrame } from "./task-frame";

const excerptLength = 160;

/** A task that came to nothing: what happened, whether it cost money, what next, and a way to do it. */
export const FailureRow = memo(function FailureRow({ task }: { task: TaskView }) {
  const t = useTranslations("tasks");
  const action = useTranslations("action");
  const short = excerpt(task.prompt, excerptLength);
  return (
    <article className="@container rounded-lg border border-line bg-surface">
      <div className="flex gap-4 p-4">
        <TaskFrame task={task} />
        <div className="min-w-0 flex-1 space-y-2">
          <header className="flex min-h-7 items-center gap-2.5">
            <StatusBadge status={task.status} />
            <span className="text-muted text-xs">
              <Ago at={task.updatedAt} />
            </span>
          </header>
          <p className="line-clamp-1">
            <Link href={paths.video(task.id)} className="underline-offset-4 hover:underline">
              {short}
            </Link>
          </p>
          <WhatHappened task={task} />
          <Button asChild size="sm">
            <Link href={paths.useAgain(task.id)} aria-label={t("editWhich", { excerpt: short })}>
              {action("editAndTry")}
            </Link>
          </Button>
        </div>
      </div>
    </article>
  );
});

function WhatHappened({ task }: { task: TaskView }) {
  const t = useTranslations();
  const locale = useLocale();
  const kind = kindOf(task);
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <div className="max-w-prose space-y-1 text-xs">
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
