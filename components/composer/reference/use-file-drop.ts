"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";

/**
 * Takes files that are dropped on an element. Beside it nothing happens to them: left alone, the browser would leave the
 * page and show the file.
 * @returns whether a file hangs over the element.
 */
export function useFileDrop(
  zone: RefObject<HTMLElement | null>,
  onFiles: (files: File[]) => void,
): boolean {
  const [over, setOver] = useState(false);
  const isInside = ({ target }: DragEvent) =>
    target instanceof Node && (zone.current?.contains(target) ?? false);

  const drag = useEffectEvent((event: DragEvent) => {
    const { dataTransfer } = event;
    // Text may be dragged into a field as ever.
    if (!dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const inside = isInside(event);
    dataTransfer.dropEffect = inside ? "copy" : "none";
    setOver(inside && event.type !== "drop");
    if (event.type === "drop" && inside) onFiles([...dataTransfer.files]);
  });
  const leave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  });

  useEffect(() => {
    const onDrag = (event: DragEvent) => drag(event);
    const onLeave = (event: DragEvent) => leave(event);
    const kinds = ["dragenter", "dragover", "drop"] as const;
    for (const kind of kinds) document.addEventListener(kind, onDrag);
    document.addEventListener("dragleave", onLeave);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, onDrag);
      document.removeEventListener("dragleave", onLeave);
    };
  }, []);
  return over;
}
