"use client";

import { Pencil } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { TaskDetailView } from "@/lib/task/view";

interface FilmTitleProps {
  task: Pick<TaskDetailView, "id" | "title" | "createdAt">;
  /** @returns whether it was kept. */
  onTitle: (id: string, title: string) => Promise<boolean>;
}

/** The user's own name for a film, to be changed in place; until there is one, its day. */
export function FilmTitle({ task, onTitle }: FilmTitleProps) {
  const t = useTranslations("viewer");
  const format = useFormatter();
  const [editing, setEditing] = useState(false);
  const date = format.dateTime(new Date(task.createdAt), { dateStyle: "long" });
  if (editing) {
    return <TitleForm task={task} onTitle={onTitle} onDone={() => setEditing(false)} />;
  }
  return (
    <div className="flex min-w-0 items-center gap-1">
      <h1 className="min-w-0 font-semibold text-lg [overflow-wrap:anywhere]">
        {task.title ?? t("title", { date })}
      </h1>
      <IconButton
        size="sm"
        label={t(task.title === null ? "untitled" : "editTitle")}
        icon={<Pencil aria-hidden="true" />}
        onClick={() => setEditing(true)}
      />
    </div>
  );
}

function TitleForm({ task, onTitle, onDone }: FilmTitleProps & { onDone: () => void }) {
  const t = useTranslations("viewer");
  const [pending, setPending] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    const kept = await onTitle(task.id, field.current?.value ?? "");
    setPending(false);
    if (kept) onDone();
  };
  return (
    <form onSubmit={save} className="flex min-w-0 flex-1 basis-64 items-center gap-2">
      <input
        ref={field}
        // biome-ignore lint/a11y/noAutofocus: the button that opened it is gone.
        autoFocus
        defaultValue={task.title ?? ""}
        maxLength={200}
        aria-label={t("titleLabel")}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          onDone();
        }}
        className="h-9 min-w-0 flex-1 rounded-md border border-line bg-surface px-3 hover:border-edge pointer-coarse:h-11"
      />
      <Button type="submit" pending={pending}>
        {t("saveTitle")}
      </Button>
    </form>
  );
}
