import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import { Composer } from "@/components/composer/composer";
import { adoptDraft, freshDraft } from "@/components/composer/draft";
import { referenceTo } from "@/components/composer/reference/reference";
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
import { getImage } from "@/lib/task/images";
import { getTask, listTasks } from "@/lib/task/read";

interface StudioPageProps {
  searchParams: Promise<{ from?: string | string[]; image?: string | string[] }>;
}

export default async function StudioPage({ searchParams }: StudioPageProps) {
  const db = await pageDb();
  const t = await getTranslations("shell");
  const { from, image } = await searchParams;
  const [live, latest, beginning] = await Promise.all([
    listTasks(db, liveTasksFilter),
    listTasks(db, latestTasksFilter),
    beginningOf(db, single(from), single(image)),
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

const single = (value: string | string[] | undefined) => (typeof value === "string" ? value : null);

/**
 * What the composer begins with: the defaults, and the wish behind an earlier task where one is to be used again, with
 * its own image or with another one (`paths.withFrame`).
 */
async function beginningOf(
  db: Db,
  taskId: string | null,
  imageId: string | null,
): Promise<Beginning> {
  const [channels, task, image] = await Promise.all([
    listChannels(db),
    taskId === null ? null : getTask(db, taskId),
    imageId === null ? null : getImage(db, imageId),
  ]);
  const fresh = freshDraft(catalogue(), channels);
  if (!task) return { fresh, from: null };
  const { prompt, channel, model, seconds, size, reference } = task;
  const draft = adoptDraft(catalogue(), fresh, {
    ...{ prompt, channel, model, seconds, size },
    reference: image
      ? referenceTo(image, size)
      : reference && { image: reference.image, framing: reference.framing },
  });
  return { fresh, from: draft && { taskId: task.id, imageId, draft } };
}
