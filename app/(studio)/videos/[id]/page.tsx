import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { excerpt } from "@/components/gallery/excerpt";
import { Viewer } from "@/components/player/viewer";
import { pageDb } from "@/lib/access/page";
import { type PageSearch, searchOf } from "@/lib/access/search";
import { zoneCookie } from "@/lib/i18n/zone";
import { neighboursIn } from "@/lib/library/neighbours";
import { requestedScope } from "@/lib/library/request";
import { makeQueryClient } from "@/lib/queries/client";
import { libraryNeighboursQuery } from "@/lib/queries/library";
import { taskQuery } from "@/lib/queries/tasks";
import { getTask } from "@/lib/task/read";

/** What a browser's tab and history have room for. */
const titleLength = 60;

interface Props {
  params: Promise<{ id: string }>;
  /** The part of the library that it is looked at in. */
  searchParams: Promise<PageSearch>;
}

const taskOf = cache(async (id: string) => getTask(await pageDb(), id));

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const task = await taskOf((await params).id);
  return task ? { title: excerpt(task.prompt, titleLength) } : {};
}

export default async function VideoPage({ params, searchParams }: Props) {
  const { id } = await params;
  const task = await taskOf(id);
  if (!task) notFound();
  const db = await pageDb();
  const search = searchOf(await searchParams);
  search.set("tz", (await cookies()).get(zoneCookie)?.value ?? "UTC");
  const scope = await requestedScope(db, search);
  const client = makeQueryClient();
  client.setQueryData(taskQuery(id).queryKey, task);
  const neighbours = await neighboursIn(db, scope, id);
  if (neighbours) client.setQueryData(libraryNeighboursQuery(scope, id).queryKey, neighbours);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Viewer id={id} query={scope.query} zone={scope.zone} />
    </HydrationBoundary>
  );
}
