import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Library } from "@/components/gallery/library";
import { pageDb } from "@/lib/access/page";
import { makeQueryClient } from "@/lib/queries/client";
import { libraryFilter, libraryQuery, liveTasksFilter, liveTasksQuery } from "@/lib/queries/tasks";
import { listTasks } from "@/lib/task/read";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("title") };
}

export default async function LibraryPage() {
  const db = await pageDb();
  const [live, newest] = await Promise.all([
    listTasks(db, liveTasksFilter),
    listTasks(db, libraryFilter),
  ]);
  const client = makeQueryClient();
  client.setQueryData(liveTasksQuery().queryKey, live);
  client.setQueryData(libraryQuery().queryKey, { pages: [newest], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Library />
    </HydrationBoundary>
  );
}
