"use client";

import { useTranslations } from "next-intl";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { TaskView } from "@/lib/task/view";

/** How far a live task is: upstream's own figure where it tells one, nothing at all while nothing is under way. */
export function TaskProgress({ task, className }: { task: TaskView; className?: string }) {
  const t = useTranslations("tasks");
  if (task.status === "waiting" || task.status === "unconfirmed") return null;
  const value = task.status === "in_progress" && task.progress ? task.progress : null;
  return <ProgressBar value={value} label={t("progress")} className={className} />;
}
