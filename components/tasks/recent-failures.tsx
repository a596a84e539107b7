"use client";

import { useTranslations } from "next-intl";
import type { TaskView } from "@/lib/task/view";
import { FailureRow } from "./failure-row";
import { Section } from "./section";

const day = 24 * 60 * 60_000;
const most = 3;

/** Of the latest tasks those that came to nothing within a day of the newest one: older news is in the library. */
export function recentFailures(latest: readonly TaskView[]): TaskView[] {
  const newest = Math.max(...latest.map((task) => Date.parse(task.updatedAt)));
  return latest
    .filter(({ status }) => status === "failed" || status === "expired")
    .filter((task) => newest - Date.parse(task.updatedAt) < day)
    .slice(0, most);
}

/** What did not work out lately, and what to do about it. */
export function RecentFailures({ failures }: { failures: readonly TaskView[] }) {
  const t = useTranslations("tasks");
  if (failures.length === 0) return null;
  return (
    <Section id="failures" title={t("failures")}>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(24rem,100%),1fr))] gap-3">
        {failures.map((task) => (
          <li key={task.id} className="min-w-0">
            <FailureRow task={task} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
