"use client";

import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { useFileDrop } from "./use-file-drop";
import { useImagePaste } from "./use-image-paste";

/** Takes an image that is dropped or pasted anywhere on what it surrounds. */
export function DropZone({
  onFiles,
  children,
}: {
  onFiles: (files: File[]) => void;
  children: ReactNode;
}) {
  const zone = useRef<HTMLDivElement>(null);
  const over = useFileDrop(zone, onFiles);
  useImagePaste(zone, onFiles);
  return (
    <div ref={zone} className="relative">
      {children}
      {over && <DropHere />}
    </div>
  );
}

/** Lies over the composer while a file hangs over it; the words stay in view however long the composer is. */
function DropHere() {
  const t = useTranslations("composer.image");
  return (
    <div className="pointer-events-none absolute -inset-1 z-20 rounded-xl border-2 border-accent-text border-dashed bg-background/90">
      <p className="sticky top-[30dvh] flex flex-col items-center gap-3 p-8 text-center font-medium text-base motion-safe:animate-arrive">
        <ImagePlus aria-hidden="true" className="size-8 stroke-[1.25] text-accent-text" />
        {t("drop")}
      </p>
    </div>
  );
}
