"use client";

import { useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { cn } from "@/components/ui/cn";
import { findChannel } from "@/lib/catalogue/catalogue";
import type { ChannelView, TaskView } from "@/lib/task/view";
import { progressWords } from "./progress-words";
import { Remaining } from "./remaining";

/** What it is doing or waiting for, how far it is, and how long it may still take. */
export function Doing({
  task,
  channel,
  className,
}: {
  task: TaskView;
  /** Its channel as the server last told. */
  channel: ChannelView | undefined;
  className?: string;
}) {
  const t = useTranslations("tasks");
  const { catalogue } = useStudio();
  const words = progressWords(task, channel);
  if (!words) return null;
  const name = findChannel(catalogue, task.channel)?.name ?? task.channel;
  const guessable = words.key !== "waiting.paused" && words.key !== "archiving";
  return (
    <p className={cn("tabular flex flex-wrap gap-x-2 text-muted text-xs", className)}>
      <span className="text-text">
        {t(words.key, { used: 0, of: 0, channel: name, sandbox: String(task.sandbox), ...words })}
      </span>
      {task.progress !== null && task.progress > 0 && (
        <span>{t("percent", { percent: task.progress })}</span>
      )}
      {guessable && <Remaining task={task} />}
    </p>
  );
}
