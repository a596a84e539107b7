"use client";

import { useQuery } from "@tanstack/react-query";
import { CancelButton } from "@/components/tasks/cancel-button";
import { Doing } from "@/components/tasks/doing";
import { Elapsed } from "@/components/tasks/elapsed";
import { StatusBadge } from "@/components/tasks/status-badge";
import { TaskNotes } from "@/components/tasks/task-notes";
import { TaskProgress } from "@/components/tasks/task-progress";
import { Unconfirmed } from "@/components/tasks/unconfirmed/unconfirmed";
import { WhatHappened } from "@/components/tasks/what-happened";
import { channelsQuery } from "@/lib/queries/channels";
import { can, isTerminal } from "@/lib/task/status";
import type { TaskView } from "@/lib/task/view";
import { Stage } from "./stage";

/** In place of a film that is not there yet, or never will be: what is going on, or what went wrong. */
export function NoFilm({ task }: { task: TaskView }) {
  return (
    <div className="space-y-3">
      <Stage>
        <div className="flex min-h-[min(22rem,45dvh)] flex-col items-center justify-center gap-4 p-6 text-center">
          <StatusBadge status={task.status} />
          {isTerminal(task.status) ? <Ended task={task} /> : <UnderWay task={task} />}
        </div>
      </Stage>
      <TaskNotes task={task} />
      <Unconfirmed task={task} />
    </div>
  );
}

function UnderWay({ task }: { task: TaskView }) {
  const { data: channels } = useQuery(channelsQuery());
  return (
    <>
      <p className="text-xl">
        <Elapsed since={task.createdAt} />
      </p>
      <TaskProgress task={task} className="w-64 max-w-full" />
      <Doing
        task={task}
        channel={channels?.find(({ id }) => id === task.channel)}
        className="justify-center text-sm"
      />
      {can.cancel(task.status) && <CancelButton task={task} />}
    </>
  );
}

/** A withdrawn task needs no reasons. */
function Ended({ task }: { task: TaskView }) {
  if (task.status === "canceled") return null;
  return <WhatHappened task={task} className="text-sm" />;
}
