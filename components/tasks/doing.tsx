"use client";

import { useTranslations } from "next-intl";
import { useTaskNames } from "@/components/shell/use-task-names";
import { cn } from "@/components/ui/cn";
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
  const names = useTaskNames(task);
  const words = progressWords(task, channel);
  if (!words) return null;
  // A slow task says so itself; a paused or a rendered one is not a matter of the channel's pace.
  const guessable =
    words.key !== "waiting.paused" && words.key !== "archiving" && task.attention !== "slow";
  const values = { used: 0, of: 0, channel: names.channel, sandbox: String(task.sandbox) };
  return (
    <p className={cn("tabular flex flex-wrap gap-x-2 text-muted text-xs", className)}>
      <span className="text-text">{t(words.key, { ...values, ...words })}</span>
      {task.progress !== null && task.progress > 0 && (
        <span>{t("percent", { percent: task.progress })}</span>
      )}
      {guessable && <Remaining task={task} />}
    </p>
  );
}
