"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { Question } from "@/components/ui/question";
import type { ImageView } from "@/lib/task/view";
import { neighbourAt } from "./grid-keys";
import { ImageTile } from "./image-tile";
import { useDeletion } from "./use-deletion";

export const gridLook = "grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3";

interface ImageGridProps {
  images: readonly ImageView[];
  onPick: (image: ImageView) => void;
  onDeleted: (imageId: string) => void;
}

/** The images side by side. One of them is in the tab order; the arrow keys go on from there. */
export function ImageGrid({ images, onPick, onDeleted }: ImageGridProps) {
  const t = useTranslations("composer.image.library");
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState<ImageView | null>(null);
  const deletion = useDeletion(onDeleted);
  const current = Math.min(at, images.length - 1);

  const tiles = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-tile]") ?? [])];
  const goTo = (index: number) => {
    setAt(index);
    tiles()[index]?.focus();
  };
  const holdFocus = useEffectEvent(() => {
    if (!document.activeElement?.matches("button")) goTo(current);
  });
  // At first, and when the image that had the focus is gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number is what changes then.
  useEffect(() => holdFocus(), [images.length]);
  const onKeyDown = (event: KeyboardEvent) => {
    const image = images[current];
    if (event.key === "Delete" && image) return setAsked(image);
    const next = neighbourAt(event.key, current, tiles());
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  };
  return (
    <>
      <ul ref={list} className={gridLook} onKeyDown={onKeyDown}>
        {images.map((image, index) => (
          <ImageTile
            key={image.id}
            image={image}
            tabIndex={index === current ? 0 : -1}
            pending={deletion.pending === image.id}
            onFocus={() => setAt(index)}
            onPick={() => onPick(image)}
            onDelete={() => setAsked(image)}
          />
        ))}
      </ul>
      <p role="alert" className="text-danger empty:hidden">
        {deletion.error}
      </p>
      <Question
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        // What was deleted cannot have the focus: its neighbour in the same place has it.
        onClosed={(event) => {
          event.preventDefault();
          goTo(current);
        }}
        title={t("question.title")}
        refuse={t("question.refuse")}
        agree={t("question.agree")}
        danger
        onAgree={() => asked && void deletion.run(asked)}
      >
        {t("question.detail")}
      </Question>
    </>
  );
}
