import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { Composer } from "@/components/composer/composer";
import { adoptDraft, freshDraft } from "@/components/composer/draft";
import type { Beginning } from "@/components/composer/use-form";
import { StudioStage } from "@/components/shell/studio-stage";
import { Screening } from "@/components/tasks/screening";
import { pageDb } from "@/lib/access/page";
import { catalogue } from "@/lib/catalogue/load";
import type { Db } from "@/lib/db";
import { makeQueryClient } from "@/lib/queries/client";
import {
  latestTasksFilter,
  latestTasksQuery,
  liveTasksFilter,
  liveTasksQuery,
} from "@/lib/queries/tasks";
import { listChannels } from "@/lib/task/channels";
import { getTask, listTasks } from "@/lib/task/read";

interface StudioPageProps {
  searchParams: Promise<{ from?: string | string[] }>;
}

export default async function StudioPage({ searchParams }: StudioPageProps) {
  const db = await pageDb();
  const t = await getTranslations("shell");
  const { from } = await searchParams;
  const [live, latest, beginning] = await Promise.all([
    listTasks(db, liveTasksFilter),
    listTasks(db, latestTasksFilter),
    beginningOf(db, typeof from === "string" ? from : null),
  ]);
  const queries = makeQueryClient();
  queries.setQueryData(liveTasksQuery().queryKey, live);
  queries.setQueryData(latestTasksQuery().queryKey, latest);
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <StudioStage title={t("studio")} composer={<Composer {...beginning} />}>
        <Screening />
      </StudioStage>
    </HydrationBoundary>
  );
}

/** What the composer begins with: the defaults, and the wish behind an earlier task where one is to be used again. */
async function beginningOf(db: Db, taskId: string | null): Promise<Beginning> {
  const [channels, task] = await Promise.all([
    listChannels(db),
    taskId === null ? null : getTask(db, taskId),
  ]);
  const fresh = freshDraft(catalogue(), channels);
  if (!task) return { fresh, from: null };
  const { prompt, channel, model, seconds, size } = task;
  const draft = adoptDraft(catalogue(), fresh, { prompt, channel, model, seconds, size });
  return { fresh, from: draft && { taskId: task.id, draft } };
}
