import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Library } from "@/components/gallery/library";
import { pageDb } from "@/lib/access/page";
import { type PageSearch, searchOf } from "@/lib/access/search";
import { zoneCookie } from "@/lib/i18n/zone";
import { libraryDays } from "@/lib/library/days";
import { requestedScope } from "@/lib/library/request";
import { makeQueryClient } from "@/lib/queries/client";
import { libraryDaysQuery } from "@/lib/queries/library";
import { liveTasksFilter, liveTasksQuery } from "@/lib/queries/tasks";
import { listTasks } from "@/lib/task/read";

interface Props {
  searchParams: Promise<PageSearch>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("title") };
}

export default async function LibraryPage({ searchParams }: Props) {
  const db = await pageDb();
  const search = searchOf(await searchParams);
  const zone = (await cookies()).get(zoneCookie)?.value;
  if (zone !== undefined) search.set("tz", zone);
  const scope = await requestedScope(db, search);
  const [live, days] = await Promise.all([listTasks(db, liveTasksFilter), libraryDays(db, scope)]);
  const client = makeQueryClient();
  client.setQueryData(liveTasksQuery().queryKey, live);
  client.setQueryData(libraryDaysQuery(scope).queryKey, days);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Library zone={scope.zone} />
    </HydrationBoundary>
  );
}
