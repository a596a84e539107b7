"use client";

import { useQuery } from "@tanstack/react-query";
import { Projector } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useStudio } from "@/components/shell/studio-context";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNotice } from "@/components/ui/error-notice";
import { useLiveTasks } from "@/lib/queries/settled";
import { latestTasksQuery } from "@/lib/queries/tasks";
import { Announcer } from "./announcer";
import { InProgress } from "./in-progress";
import { LatestFilms } from "./latest-films";
import { RecentFailures, recentFailures } from "./recent-failures";
import { ScreeningSkeleton } from "./screening-skeleton";

/** What is being made, what did not work out, and what was made last. */
export function Screening() {
  const live = useLiveTasks();
  const latest = useQuery(latestTasksQuery());
  const making = live.data?.tasks;
  const settled = latest.data?.tasks;
  const watched = useMemo(() => [...(settled ?? []), ...(making ?? [])], [settled, making]);

  if (live.isLoadingError || latest.isLoadingError) {
    const retry = () => void Promise.all([live.refetch(), latest.refetch()]);
    return <ErrorNotice onRetry={retry} pending={live.isFetching || latest.isFetching} />;
  }
  if (!making || !settled) return <ScreeningSkeleton />;
  const films = settled.filter(({ status }) => status === "completed");
  const failures = recentFailures(settled);
  const dark = making.length + failures.length + films.length === 0;
  return (
    <div className="space-y-10">
      <Announcer tasks={watched} />
      <InProgress tasks={making} />
      <RecentFailures failures={failures} />
      {dark ? <DarkScreen /> : <LatestFilms films={films} />}
    </div>
  );
}

function DarkScreen() {
  const t = useTranslations("tasks.empty");
  const { mode } = useStudio();
  return (
    <EmptyState
      icon={<Projector aria-hidden="true" />}
      title={t("title")}
      className="min-h-[min(32rem,60dvh)]"
    >
      <p>{t("detail")}</p>
      {mode === "sandbox" && <p>{t("sandbox")}</p>}
    </EmptyState>
  );
}
