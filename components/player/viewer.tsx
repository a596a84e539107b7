"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { PosterCapture } from "@/components/gallery/poster-capture";
import { Announcer } from "@/components/tasks/announcer";
import { TaskNotes } from "@/components/tasks/task-notes";
import { buttonStyles } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";
import { taskQuery } from "@/lib/queries/tasks";
import { isTerminal } from "@/lib/task/status";
import type { Neighbours, TaskDetailView } from "@/lib/task/view";
import { FileFacts } from "./file-facts";
import { FilmPlayer } from "./film-player";
import { MakingFacts } from "./making-facts";
import { NoFilm } from "./no-film";
import { Price } from "./price";
import { Prompt } from "./prompt";
import { Timeline } from "./timeline";
import { ViewerBar } from "./viewer-bar";

/** Everything about one task, its film first. The page has put the task into the cache. */
export function Viewer({ id, neighbours }: { id: string; neighbours: Neighbours }) {
  const { data: task } = useQuery(taskQuery(id));
  if (!task) return null;
  return (
    <div className="mx-auto max-w-7xl space-y-4">
      <Announcer tasks={[task]} />
      <ViewerBar neighbours={neighbours} />
      <PosterCapture films={[task]} />
      {task.video ? (
        <>
          <FilmPlayer key={task.video.url} taskId={task.id} film={task.video} />
          <TaskNotes task={task} />
        </>
      ) : (
        <NoFilm task={task} />
      )}
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="space-y-8">
          <TitleRow task={task} />
          <Prompt text={task.prompt} />
        </div>
        <div className="space-y-8 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Price task={task} />
          <MakingFacts task={task} />
          {task.video && <FileFacts film={task.video} />}
        </div>
        <Timeline events={task.events} />
      </div>
    </div>
  );
}

function TitleRow({ task }: { task: TaskDetailView }) {
  const t = useTranslations();
  const format = useFormatter();
  const cameToNothing = isTerminal(task.status) && !task.video;
  const date = format.dateTime(new Date(task.createdAt), { dateStyle: "long" });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <h1 className="font-semibold text-lg">{t("viewer.title", { date })}</h1>
      <div className="flex flex-wrap gap-2">
        <Link href={paths.useAgain(task.id)} className={buttonStyles()}>
          <RotateCcw aria-hidden="true" />
          {t(cameToNothing ? "action.editAndTry" : "action.useAgain")}
        </Link>
        {task.video && (
          <a href={paths.download(task.video.url)} download className={buttonStyles()}>
            <Download aria-hidden="true" />
            {t("action.download")}
          </a>
        )}
      </div>
    </div>
  );
}
