"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { type Organise, oneFilm } from "@/components/gallery/organise/use-organise";
import { keysOf } from "@/components/keys/use-keys";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Layer } from "@/components/ui/layer";
import { libraryParams } from "@/lib/library/query";
import type { LibraryItem } from "@/lib/library/view";
import { paths } from "@/lib/paths";
import { type LibraryScope, libraryNeighboursQuery } from "@/lib/queries/library";
import { taskQuery } from "@/lib/queries/tasks";
import { FilmMarks } from "./film-marks";
import { FilmView } from "./film-view";
import { Stage, screenStyle } from "./stage";
import { ViewerBar } from "./viewer-bar";

interface ViewerLayerProps {
  id: string;
  /** What the grid knows of it: shown until the rest is there. */
  item: LibraryItem | undefined;
  scope: LibraryScope;
  organise: Organise;
  onLeaf: (id: string) => void;
  onClose: () => void;
  /** Brings the focus back into the grid. @returns whether the film is there. */
  onClosed: () => boolean;
}

/** One film over the grid, at an address of its own. The grid below stays where it is. */
export function ViewerLayer(props: ViewerLayerProps) {
  const { id, item, scope, organise, onLeaf, onClose, onClosed } = props;
  const t = useTranslations("viewer");
  const task = useQuery(taskQuery(id));
  const { data: neighbours } = useQuery(libraryNeighboursQuery(scope, id));
  useReadAhead(neighbours?.next);
  useReadAhead(neighbours?.previous);
  const search = libraryParams(scope.query);
  const ways = {
    library: paths.libraryShowing(search),
    film: (to: string) => paths.video(to, search),
    ...{ onClose, onLeaf },
  };
  const leaf = (to: string | null | undefined) => {
    if (to) onLeaf(to);
    return Boolean(to);
  };
  /** On to the next one: in a list that is being weeded one goes from film to film. */
  const trash = async () => {
    const to = neighbours?.next ?? neighbours?.previous;
    if (!(await organise.trash(oneFilm(id)))) return;
    if (to) onLeaf(to);
    else onClose();
  };
  const onKeyDown = keysOf("viewer", {
    close: onClose,
    previous: () => leaf(neighbours?.previous),
    next: () => leaf(neighbours?.next),
    favourite: () => void organise.favourite(oneFilm(id), !task.data?.favourite),
    trash: () => void trash(),
  });
  return (
    <Layer
      label={t("dialog")}
      onClosed={onClosed}
      onKeyDown={onKeyDown}
      className="bg-background motion-safe:animate-arrive"
    >
      <div className="mx-auto max-w-7xl space-y-4 px-4 pt-2 pb-16 sm:px-6">
        <div className="sticky top-0 z-10 -mx-4 bg-background/95 px-4 py-2 backdrop-blur-md sm:-mx-6 sm:px-6">
          <ViewerBar neighbours={neighbours} ways={ways}>
            {task.data && (
              <FilmMarks task={task.data} organise={organise} onTrash={() => void trash()} />
            )}
          </ViewerBar>
        </div>
        {task.data && <FilmView key={id} task={task.data} organise={organise} />}
        {!task.data && item && !task.isError && <Waiting item={item} />}
        {task.isError && (
          <ErrorNotice
            title={t("failed")}
            onRetry={() => void task.refetch()}
            pending={task.isFetching}
          />
        )}
      </div>
    </Layer>
  );
}

/** The poster where the film will be. */
function Waiting({ item }: { item: LibraryItem }) {
  const url = item.film?.posterUrl ?? item.film?.placeholder;
  return (
    <Stage>
      {/* biome-ignore lint/performance/noImgElement: posters are made in the right size and format already. */}
      {url ? <img src={url} alt="" style={screenStyle(item)} /> : <div style={screenStyle(item)} />}
    </Stage>
  );
}

/** Reads a film's facts before it is asked for: leafing on does not wait. */
function useReadAhead(id: string | null | undefined) {
  const client = useQueryClient();
  useEffect(() => {
    if (id) void client.prefetchQuery(taskQuery(id));
  }, [client, id]);
}
