"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { excerpt } from "@/components/gallery/excerpt";
import { useStudio } from "@/components/shell/studio-context";
import { ProgressBar } from "@/components/ui/progress-bar";
import { findChannel } from "@/lib/catalogue/catalogue";
import { paths } from "@/lib/paths";
import { can } from "@/lib/task/status";
import type { ChannelView, TaskView } from "@/lib/task/view";
import { CancelButton } from "./cancel-button";
import { Elapsed } from "./elapsed";
import { progressWords } from "./progress-words";
import { Remaining } from "./remaining";
import { StatusBadge } from "./status-badge";
import { TaskFacts } from "./task-facts";
import { TaskFrame } from "./task-frame";
import { AttentionNote, UnconfirmedNote } from "./task-notes";

const excerptLength = 220;

interface TaskRowProps {
  task: TaskView;
  /** Its channel as the server last told. */
  channel: ChannelView | undefined;
}

/** A live task: what it is doing, how long that may take, what it costs, and how to withdraw it while that is possible. */
export const TaskRow = memo(function TaskRow({ task, channel }: TaskRowProps) {
  return (
    <article className="@container relative overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex gap-4 p-4">
        <TaskFrame task={task} />
        <div className="min-w-0 flex-1 space-y-2">
          <header className="flex min-h-7 items-center gap-2.5">
            <StatusBadge status={task.status} />
            <span className="text-muted text-xs">
              <Elapsed since={task.createdAt} />
            </span>
            <span className="ml-auto">
              {can.cancel(task.status) && <CancelButton task={task} />}
            </span>
          </header>
          <p className="line-clamp-2">
            <Link href={paths.video(task.id)} className="underline-offset-4 hover:underline">
              {excerpt(task.prompt, excerptLength)}
            </Link>
          </p>
          <Doing task={task} channel={channel} />
          <TaskFacts task={task} />
          {task.status === "unconfirmed" && <UnconfirmedNote task={task} />}
          {task.attention && <AttentionNote code={task.attention} />}
        </div>
      </div>
      <Bar task={task} />
    </article>
  );
});

/** What it is doing or waiting for, how far it is, and how long it may still take. */
function Doing({ task, channel }: TaskRowProps) {
  const t = useTranslations("tasks");
  const { catalogue } = useStudio();
  const words = progressWords(task, channel);
  if (!words) return null;
  const name = findChannel(catalogue, task.channel)?.name ?? task.channel;
  const guessable = words.key !== "waiting.paused" && words.key !== "archiving";
  return (
    <p className="tabular flex flex-wrap gap-x-2 text-muted text-xs">
      <span className="text-text">{t(words.key, { used: 0, of: 0, channel: name, ...words })}</span>
      {task.progress !== null && task.progress > 0 && (
        <span>{t("percent", { percent: task.progress })}</span>
      )}
      {guessable && <Remaining task={task} />}
    </p>
  );
}

/** Along the lower edge; upstream's own figure where it tells one. */
function Bar({ task }: { task: TaskView }) {
  const t = useTranslations("tasks");
  if (task.status === "waiting" || task.status === "unconfirmed") return null;
  const value = task.status === "in_progress" && task.progress ? task.progress : null;
  return <ProgressBar value={value} label={t("progress")} className="rounded-none" />;
}
