"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";
import { useStudio } from "@/components/shell/studio-context";
import { findChannel, findModel } from "@/lib/catalogue/catalogue";
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
 * One film of the gallery, or a task that came to nothing: its still and the few facts one chooses by. The whole card
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
      <CardFacts task={task} />
    </article>
  );
});

function CardFacts({ task }: { task: TaskView }) {
  const t = useTranslations();
  const locale = useLocale();
  const { catalogue } = useStudio();
  const channel = findChannel(catalogue, task.channel);
  const model = (channel && findModel(channel, task.model)?.name) ?? task.model;
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <p className="tabular mt-1 flex flex-wrap gap-x-2.5 text-2xs text-muted">
      <span>{t("library.card.seconds", { seconds: task.seconds })}</span>
      <span>{model}</span>
      <span>
        {task.charge === "charged" ? amount : t(`charge.amount.${task.charge}`, { amount })}
      </span>
      <Ago at={task.createdAt} />
    </p>
  );
}
