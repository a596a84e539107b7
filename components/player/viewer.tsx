"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { oneFilm, useOrganise } from "@/components/gallery/organise/use-organise";
import { keysOf } from "@/components/keys/use-keys";
import { type LibraryQuery, libraryParams } from "@/lib/library/query";
import { paths } from "@/lib/paths";
import { libraryNeighboursQuery } from "@/lib/queries/library";
import { taskQuery } from "@/lib/queries/tasks";
import { FilmMarks } from "./film-marks";
import { FilmView } from "./film-view";
import { ViewerBar } from "./viewer-bar";

interface ViewerProps {
  id: string;
  /** The part of the library that it is looked at in. */
  query: LibraryQuery;
  zone: string;
}

/** The page of one task. The page has put the task into the cache. */
export function Viewer({ id, query, zone }: ViewerProps) {
  const router = useRouter();
  const scope = useMemo(() => ({ query, zone }), [query, zone]);
  const { data: task } = useQuery(taskQuery(id));
  const { data: neighbours } = useQuery(libraryNeighboursQuery(scope, id));
  const organise = useOrganise(scope);
  if (!task) return null;
  const search = libraryParams(query);
  const library = paths.libraryShowing(search);
  const film = (to: string) => paths.video(to, search);
  const leaf = (to: string | null | undefined) => {
    if (!to) return false;
    // Replaced, so that going back leads to where one came from however many films one has leafed through.
    router.replace(film(to));
    return true;
  };
  const trash = () => void organise.trash(oneFilm(id));
  const onKeyDown = keysOf("viewer", {
    previous: () => leaf(neighbours?.previous),
    next: () => leaf(neighbours?.next),
    favourite: () => void organise.favourite(oneFilm(id), !task.favourite),
    trash,
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble up from what has the focus.
    <div onKeyDown={onKeyDown} className="mx-auto max-w-7xl space-y-4">
      <ViewerBar neighbours={neighbours} ways={{ library, film, onLeaf: leaf }}>
        <FilmMarks task={task} organise={organise} onTrash={trash} />
      </ViewerBar>
      <FilmView task={task} organise={organise} />
    </div>
  );
}
