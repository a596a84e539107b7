"use client";

import { ArchiveRestore, Heart, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Organise, oneFilm } from "@/components/gallery/organise/use-organise";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { TaskDetailView } from "@/lib/task/view";

/** Whether a film is a favourite, and whether it is kept. */
export function FilmMarks({
  task,
  organise,
  onTrash,
}: {
  task: Pick<TaskDetailView, "id" | "favourite" | "trashedAt">;
  organise: Organise;
  onTrash: () => void;
}) {
  const t = useTranslations("viewer");
  const film = oneFilm(task.id);
  return (
    <>
      <IconButton
        size="sm"
        label={t("favourite")}
        icon={
          <Heart aria-hidden="true" className={cn(task.favourite && "fill-accent stroke-accent")} />
        }
        aria-pressed={task.favourite}
        onClick={() => void organise.favourite(film, !task.favourite)}
      />
      {task.trashedAt === null ? (
        <IconButton
          size="sm"
          label={t("trash")}
          icon={<Trash2 aria-hidden="true" />}
          onClick={onTrash}
        />
      ) : (
        <IconButton
          size="sm"
          label={t("restore")}
          icon={<ArchiveRestore aria-hidden="true" />}
          onClick={() => void organise.restore(film)}
        />
      )}
    </>
  );
}
