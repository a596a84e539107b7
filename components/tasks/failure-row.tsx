"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Ago } from "@/components/gallery/ago";
import { excerpt } from "@/components/gallery/excerpt";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import type { TaskView } from "@/lib/task/view";
import { StatusBadge } from "./status-badge";
import { TaskFrame } from "./task-frame";
import { WhatHappened } from "./what-happened";

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
