"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { imagesQuery } from "@/lib/queries/images";
import type { UploadFault } from "@/lib/queries/upload-image";
import type { ImageView } from "@/lib/task/view";
import { faultOf, giveImage } from "./give-image";

/** What is becoming of a file that somebody gave; null when nothing is. */
export type Giving =
  | { kind: "sending"; file: File /** 0 to 1. */; part: number }
  | { kind: "refused"; file: File; fault: UploadFault };

/**
 * Takes a file, gives it to the studio, and tells what became of it. A newer file takes the place of one under way.
 * @param onImage the studio has it.
 */
export function useGivenImage(onImage: (image: ImageView) => void) {
  const queries = useQueryClient();
  const [giving, setGiving] = useState<Giving | null>(null);
  const current = useRef<AbortController>(undefined);
  // The form may be written on while a file is under way.
  const arrived = useRef(onImage);
  useEffect(() => {
    arrived.current = onImage;
  });
  useEffect(() => () => current.current?.abort(), []);

  const stop = () => {
    current.current?.abort();
    setGiving(null);
  };

  const give = async (file: File) => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    const tell = (next: Giving | null) => !abort.signal.aborted && setGiving(next);
    const progress = (part: number) => tell({ kind: "sending", file, part });
    progress(0);
    try {
      const image = await giveImage(file, abort.signal, progress);
      if (abort.signal.aborted) return;
      setGiving(null);
      arrived.current(image);
      void queries.invalidateQueries({ queryKey: imagesQuery().queryKey });
    } catch (error) {
      tell({ kind: "refused", file, fault: faultOf(error) });
    }
  };

  return { giving, give, stop };
}
