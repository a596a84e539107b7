"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Organise, oneFilm } from "@/components/gallery/organise/use-organise";
import { IconButton } from "@/components/ui/icon-button";
import { tagName } from "@/lib/library/query";
import type { TaskDetailView } from "@/lib/task/view";

/** The tags of a film, to be added and taken off. */
export function Tags({
  task,
  organise,
}: {
  task: Pick<TaskDetailView, "id" | "tags">;
  organise: Organise;
}) {
  const t = useTranslations("viewer.tags");
  const [text, setText] = useState("");
  const film = oneFilm(task.id);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const name = tagName(text);
    if (name === null) return;
    setText("");
    void organise.tag(film, name);
  };
  return (
    <section aria-label={t("title")} className="flex flex-wrap items-center gap-1.5">
      {task.tags.map((name) => (
        <span
          key={name}
          className="inline-flex h-7 max-w-full items-center gap-1 rounded-full border border-line pl-3 text-xs pointer-coarse:h-11"
        >
          <span className="truncate">{name}</span>
          <IconButton
            size="sm"
            label={t("remove", { name })}
            icon={<X aria-hidden="true" />}
            onClick={() => void organise.untag(film, name)}
            className="rounded-full [&_svg]:size-3.5"
          />
        </span>
      ))}
      <form onSubmit={add} className="flex items-center">
        <input
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={50}
          autoComplete="off"
          enterKeyHint="done"
          aria-label={t("add")}
          placeholder={t("add")}
          className="h-7 w-32 rounded-full border border-line border-dashed bg-transparent px-3 text-xs placeholder:text-muted hover:border-edge pointer-coarse:h-11"
        />
        {text.trim() !== "" && (
          <IconButton size="sm" type="submit" label={t("add")} icon={<Plus aria-hidden="true" />} />
        )}
      </form>
    </section>
  );
}
