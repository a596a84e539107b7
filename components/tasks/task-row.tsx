"use client";

import Link from "next/link";
import { memo } from "react";
import { excerpt } from "@/components/gallery/excerpt";
import { paths } from "@/lib/paths";
import { can } from "@/lib/task/status";
import type { ChannelView, TaskView } from "@/lib/task/view";
import { CancelButton } from "./cancel-button";
import { Doing } from "./doing";
import { Elapsed } from "./elapsed";
import { StatusBadge } from "./status-badge";
import { TaskFacts } from "./task-facts";
import { TaskFrame } from "./task-frame";
import { TaskNotes } from "./task-notes";
import { TaskProgress } from "./task-progress";
import { Unconfirmed } from "./unconfirmed/unconfirmed";

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
          <TaskNotes task={task} />
        </div>
      </div>
      <Unconfirmed task={task} className="px-4 pb-4" />
      <TaskProgress task={task} className="rounded-none" />
    </article>
  );
});
