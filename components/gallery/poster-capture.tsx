"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { paths } from "@/lib/paths";
import { libraryKey } from "@/lib/queries/library";
import { tasksKey } from "@/lib/queries/tasks";
import { drawFrame } from "./draw-frame";
import { savesData } from "./use-preview";

/** What is known of a film, on whatever screen. */
interface Film {
  id: string;
  video: { url: string; posterUrl: string | null } | null;
  moving: boolean;
}

/** Whether the server has given up on a film's poster: it has no decoder, or none that understands this film. */
export const lacksPoster = ({ video, moving }: Pick<Film, "video" | "moving">): boolean =>
  video !== null && video.posterUrl === null && !moving;

/**
 * Draws the posters that the server could not, one after the other, and hands them in. Shows nothing. A film that
 * fails is not tried again until the page is entered anew.
 */
export function PosterCapture({ films }: { films: readonly Film[] }) {
  const queries = useQueryClient();
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set());
  const next = films.find((film) => lacksPoster(film) && !tried.has(film.id));
  const id = next?.id;
  const url = next?.video?.url;

  useEffect(() => {
    if (!id || !url || savesData()) return;
    const abort = new AbortController();
    handIn(id, url, abort.signal)
      .then(() =>
        Promise.all([
          queries.invalidateQueries({ queryKey: tasksKey }),
          queries.invalidateQueries({ queryKey: libraryKey }),
        ]),
      )
      // The card lives without a still: it is no news for whoever looks at it.
      .catch(() => {})
      .finally(() => {
        if (!abort.signal.aborted) setTried((before) => new Set(before).add(id));
      });
    return () => abort.abort();
  }, [id, url, queries]);
  return null;
}

async function handIn(id: string, url: string, signal: AbortSignal): Promise<void> {
  const body = await drawFrame(url, signal);
  await fetch(paths.api.poster(id), { method: "POST", body, signal });
}
