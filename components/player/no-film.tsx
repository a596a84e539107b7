"use client";

import { useTranslations } from "next-intl";
import { ProgressBar } from "@/components/ui/progress-bar";
import { pixelsOf } from "@/lib/catalogue/catalogue";
import { isTerminal } from "@/lib/task/status";
import type { TaskDetailView } from "@/lib/task/view";
import { Stage, screenStyle } from "./stage";

/** In place of a film that is not there yet, or never will be: what is going on, or what went wrong. */
export function NoFilm({ task }: { task: TaskDetailView }) {
  const t = useTranslations();
  return (
    <Stage>
      <div
        style={screenStyle(pixelsOf(task.size))}
        className="flex flex-col items-center justify-center gap-4"
      >
        <p>{t(`status.${task.status}`)}</p>
        {!isTerminal(task.status) && (
          <ProgressBar value={task.progress} label={t(`status.${task.status}`)} className="w-40" />
        )}
      </div>
    </Stage>
  );
}
