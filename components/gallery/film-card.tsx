"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import { useTaskNames } from "@/components/shell/use-task-names";
import { formatMoney } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { TaskView } from "@/lib/task/view";
import { Ago } from "./ago";
import { excerpt } from "./excerpt";
import { FilmFrame } from "./film-frame";
import { FilmPreview } from "./film-preview";
import { usePreview } from "./use-preview";

/** More than two lines of a wide card hold. */
const excerptLength = 180;

/**
 * One finished film of the gallery: its still and the few facts one chooses by. The whole card
 * is one link to the viewer; the film itself plays silently once one lingers on it.
 * @param priority it is in the first screen: load its still at once.
 */
export const FilmCard = memo(function FilmCard({
  task,
  priority = false,
}: {
  task: TaskView;
  priority?: boolean;
}) {
  const { playing, handlers } = usePreview();
  return (
    <article className="group relative" {...handlers}>
      <FilmFrame task={task} priority={priority}>
        {playing && task.video && <FilmPreview url={task.video.url} />}
      </FilmFrame>
      <p className="mt-2 line-clamp-2 text-sm leading-snug">
        <Link
          href={paths.video(task.id)}
          className="outline-none after:absolute after:inset-0 after:rounded-md after:outline-offset-4 focus-visible:after:outline-2 focus-visible:after:outline-accent-text"
        >
          {excerpt(task.prompt, excerptLength)}
        </Link>
      </p>
      <CardFacts film={task} />
    </article>
  );
});

function CardFacts({ film }: { film: TaskView }) {
  const t = useTranslations("library.card");
  const locale = useLocale();
  const { model } = useTaskNames(film);
  return (
    <p className="tabular mt-1 flex flex-wrap gap-x-2.5 text-2xs text-muted">
      <span>{t("seconds", { seconds: film.seconds })}</span>
      <span>{model}</span>
      <span>{formatMoney(film.priceMicros, locale)}</span>
      <Ago at={film.createdAt} />
    </p>
  );
}
