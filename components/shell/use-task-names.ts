"use client";

import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import type { TaskView } from "@/lib/task/view";
import { useStudio } from "./studio-context";

/** What people call a task's channel and model; their ids where the catalogue no longer has them. */
export function useTaskNames(task: Pick<TaskView, "channel" | "model">) {
  const { catalogue } = useStudio();
  const channel = findChannel(catalogue, task.channel);
  const model = channel && findModel(channel, task.model);
  return { channel: channel?.name ?? task.channel, model: model?.name ?? task.model };
}
