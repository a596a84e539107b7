import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { excerpt } from "@/components/gallery/excerpt";
import { Viewer } from "@/components/player/viewer";
import { pageDb } from "@/lib/access/page";
import { makeQueryClient } from "@/lib/queries/client";
import { taskQuery } from "@/lib/queries/tasks";
import { neighboursOf } from "@/lib/task/neighbours";
import { getTask } from "@/lib/task/read";

/** What a browser's tab and history have room for. */
const titleLength = 60;

interface Props {
  params: Promise<{ id: string }>;
}

const taskOf = cache(async (id: string) => getTask(await pageDb(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const task = await taskOf((await params).id);
  return task ? { title: excerpt(task.prompt, titleLength) } : {};
}

export default async function VideoPage({ params }: Props) {
  const { id } = await params;
  const task = await taskOf(id);
  if (!task) notFound();
  const client = makeQueryClient();
  client.setQueryData(taskQuery(id).queryKey, task);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Viewer id={id} neighbours={await neighboursOf(await pageDb(), task)} />
    </HydrationBoundary>
  );
}
