"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { channelsQuery } from "@/lib/queries/channels";
import type { TaskView } from "@/lib/task/view";
import { inProgressId } from "./in-progress-anchor";
import { Section } from "./section";
import { TaskRow } from "./task-row";

/** Every task that is not settled, newest first. Nothing at all while there is none. */
export function InProgress({ tasks }: { tasks: readonly TaskView[] }) {
  const t = useTranslations("tasks");
  const { data: channels = [] } = useQuery(channelsQuery());
  const [known] = useState(() => new Set(tasks.map((task) => task.id)));
  if (tasks.length === 0) return null;
  return (
    <Section
      id={inProgressId}
      title={t("inProgress")}
      aside={
        <span className="tabular text-muted text-xs">{t("count", { count: tasks.length })}</span>
      }
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(24rem,100%),1fr))] gap-3">
        {tasks.map((task) => (
          <li
            key={task.id}
            className={cn("min-w-0", !known.has(task.id) && "motion-safe:animate-arrive")}
          >
            <TaskRow task={task} channel={channels.find(({ id }) => id === task.channel)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
