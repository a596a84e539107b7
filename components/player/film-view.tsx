"use client";

import { Download, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Organise } from "@/components/gallery/organise/use-organise";
import { PosterCapture } from "@/components/gallery/poster-capture";
import { Announcer } from "@/components/tasks/announcer";
import { TaskNotes } from "@/components/tasks/task-notes";
import { buttonStyles } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";
import { isTerminal } from "@/lib/task/status";
import type { TaskDetailView } from "@/lib/task/view";
import { FileFacts } from "./file-facts";
import { FilmPlayer } from "./film-player";
import { FilmTitle } from "./film-title";
import { MakingFacts } from "./making-facts";
import { NewTake } from "./new-take";
import { NoFilm } from "./no-film";
import { Price } from "./price";
import { Prompt } from "./prompt";
import { Tags } from "./tags";
import { Timeline } from "./timeline";

/** Everything about one task, its film first. */
export function FilmView({ task, organise }: { task: TaskDetailView; organise: Organise }) {
  return (
    <>
      <Announcer tasks={[task]} />
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
        <div className="space-y-6">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <FilmTitle key={task.id} task={task} onTitle={organise.title} />
            <Deeds task={task} />
          </div>
          <Tags task={task} organise={organise} />
          <Prompt text={task.prompt} />
        </div>
        <div className="space-y-8 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Price task={task} />
          <MakingFacts task={task} />
          {task.video && <FileFacts film={task.video} />}
        </div>
        <Timeline events={task.events} />
      </div>
    </>
  );
}

function Deeds({ task }: { task: TaskDetailView }) {
  const t = useTranslations("action");
  const cameToNothing = isTerminal(task.status) && !task.video;
  return (
    <div className="flex flex-wrap gap-2">
      {task.video && <NewTake task={task} />}
      <Link href={paths.useAgain(task.id)} className={buttonStyles()}>
        <RotateCcw aria-hidden="true" />
        {t(cameToNothing ? "editAndTry" : "useAgain")}
      </Link>
      {task.video && (
        <a href={paths.download(task.video.url)} download className={buttonStyles()}>
          <Download aria-hidden="true" />
          {t("download")}
        </a>
      )}
    </div>
  );
}
