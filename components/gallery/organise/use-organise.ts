"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { attempt } from "@/components/shell/attempt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import type { ActionFailure } from "@/lib/actions/failure";
import * as actions from "@/lib/actions/library";
import { libraryParams } from "@/lib/library/query";
import { type LibraryScope, libraryKey, libraryPiecesKey, type Piece } from "@/lib/queries/library";
import { tasksKey } from "@/lib/queries/tasks";
import type { Result } from "@/lib/result";
import { isSelected, type Selection } from "../selection/selection";
import { type Change, foresee } from "./optimistic";

type Outcome = Result<actions.Organised, ActionFailure>;

interface Deed {
  selection: Selection;
  change: Change;
  act: () => Promise<Outcome>;
  /** What is said when it is done. */
  words: (count: number) => string;
  undo?: () => void;
}

/** What the server is told of a selection. */
export function inputOf({ query, zone }: LibraryScope, selection: Selection) {
  if (selection.kind === "some") return { ids: [...selection.ids] };
  const search = libraryParams(query);
  search.set("tz", zone);
  return { query: String(search), except: [...selection.except] };
}

export const oneFilm = (id: string): Selection => ({ kind: "some", ids: new Set([id]) });

/**
 * Keeping order: each deed is seen at once, and taken back with words when the studio refuses it. What was moved to the
 * trash can be brought back from the same words.
 */
export function useOrganise(scope: LibraryScope) {
  const t = useTranslations("library.done");
  const client = useQueryClient();
  const refusalWords = useRefusalWords();
  const [pending, setPending] = useState(0);

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: libraryKey }),
      client.invalidateQueries({ queryKey: tasksKey }),
    ]);

  const tell = ({ changed, skipped }: actions.Organised, { words, undo }: Deed) => {
    toast.success(words(changed), {
      ...(skipped > 0 && { description: t("skipped", { count: skipped }) }),
      ...(undo && changed > 0 && { action: { label: t("undo"), onClick: undo }, duration: 10_000 }),
    });
  };

  const run = async (deed: Deed): Promise<boolean> => {
    setPending((count) => count + 1);
    const takeBack = await foresee(client, (id) => isSelected(deed.selection, id), deed.change);
    const answer = await attempt(deed.act);
    if (answer.ok) tell(answer.value, deed);
    else {
      takeBack();
      const why = answer.error.kind === "input" ? t("failed") : refusalWords(answer.error);
      toast.error(t("failed"), { description: why });
    }
    void refresh();
    setPending((count) => count - 1);
    return answer.ok;
  };

  const favourite = (selection: Selection, on: boolean): Promise<boolean> => {
    // Undone is only what was done: some may have been favourites before.
    const changing = new Set(
      client
        .getQueriesData<Piece>({ queryKey: libraryPiecesKey })
        .flatMap(([, piece]) => piece?.items ?? [])
        .filter((item) => isSelected(selection, item.id) && item.favourite !== on)
        .map(({ id }) => id),
    );
    return run({
      selection,
      change: (item) => (scope.query.favourite && !on ? null : { ...item, favourite: on }),
      act: () => actions.setFavourite(inputOf(scope, selection), on),
      words: (count) => t(on ? "favourite" : "unfavourite", { count }),
      ...(selection.kind === "some" && {
        undo: () => void favourite({ kind: "some", ids: changing }, !on),
      }),
    });
  };
  const restore = (selection: Selection): Promise<boolean> =>
    run({
      selection,
      change: (item) => (scope.query.trash ? null : item),
      act: () => actions.restore(inputOf(scope, selection)),
      words: (count) => t("restore", { count }),
    });
  const trash = (selection: Selection) =>
    run({
      selection,
      // What is still being made stays.
      change: (item) => (item.moving && item.film === null ? item : null),
      act: () => actions.trash(inputOf(scope, selection)),
      words: (count) => t("trash", { count }),
      // Of a whole filter nobody knows any more what it was: the trash itself is the way back.
      ...(selection.kind === "some" && { undo: () => void restore(selection) }),
    });
  const tag = (selection: Selection, name: string) =>
    run({
      selection,
      change: (item) => item,
      act: () => actions.addTag(inputOf(scope, selection), name),
      words: (count) => t("tag", { count, name }),
    });
  const untag = (selection: Selection, name: string) =>
    run({
      selection,
      change: (item) => item,
      act: () => actions.removeTag(inputOf(scope, selection), name),
      words: () => t("untag", { name }),
    });

  /** For what is no matter of a selection. @returns whether it was done. */
  const plainly = async <T>(
    act: () => Promise<Result<T, ActionFailure>>,
    words: (value: T) => string,
  ): Promise<boolean> => {
    const answer = await attempt(act);
    if (answer.ok) toast.success(words(answer.value));
    else if (answer.error.kind !== "input") toast.error(refusalWords(answer.error));
    await refresh();
    return answer.ok;
  };
  const title = (id: string, text: string) =>
    plainly(
      () => actions.setTitle(id, text),
      () => t("title"),
    );
  const emptyTrash = () =>
    plainly(actions.emptyTrash, ({ removed }) => t("empty", { count: removed }));

  return { pending: pending > 0, favourite, trash, restore, tag, untag, title, emptyTrash };
}

export type Organise = ReturnType<typeof useOrganise>;
