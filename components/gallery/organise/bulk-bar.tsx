"use client";

import { ArchiveRestore, Columns2, Download, Heart, HeartOff, Tag, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Question } from "@/components/ui/question";
import type { LibraryScope } from "@/lib/queries/library";
import { type Selection, selectedCount } from "../selection/selection";
import { TagForm } from "./tag-form";
import type { Organise } from "./use-organise";
import { ZipForm } from "./zip-form";

interface BulkBarProps {
  scope: LibraryScope;
  selection: Selection;
  /** How many the filter finds. */
  total: number;
  /** Whether all that is selected and loaded are favourites. */
  allFavourites: boolean;
  organise: Organise;
  /** Why the selected cannot be compared, or null. */
  onCompare: (() => void) | null;
  onAll: () => void;
  onClear: () => void;
}

/** What can be done to all that is selected. */
export function BulkBar(props: BulkBarProps) {
  const { scope, selection, total, allFavourites, organise, onCompare, onAll, onClear } = props;
  const t = useTranslations("library.bulk");
  const [tagging, setTagging] = useState(false);
  const count = selectedCount(selection, total);
  const { trash } = scope.query;
  const moving = async (deed: (selection: Selection) => Promise<boolean>) => {
    if (await deed(selection)) onClear();
  };
  return (
    <section
      aria-label={t("label")}
      className="fixed inset-x-2 bottom-[max(0.5rem,env(safe-area-inset-bottom))] z-30 mx-auto w-fit max-w-[calc(100vw-1rem)] rounded-xl border border-line bg-raised shadow-float motion-safe:animate-arrive"
    >
      {tagging && (
        <TagForm
          count={count}
          scope={scope}
          onTag={(name) => organise.tag(selection, name)}
          onDone={() => setTagging(false)}
        />
      )}
      <div className="flex flex-wrap items-center justify-center gap-0.5 p-1.5">
        <IconButton label={t("clear")} icon={<X aria-hidden="true" />} onClick={onClear} />
        <span className="tabular px-1 font-medium">{t("count", { count })}</span>
        {count < total && (
          <button
            type="button"
            onClick={onAll}
            className="tabular min-h-9 rounded-md px-2 text-accent-text underline-offset-4 hover:underline pointer-coarse:min-h-11"
          >
            {t("all", { count: total })}
          </button>
        )}
        <span className="mx-1 h-6 w-px bg-line max-sm:hidden" />
        {!trash && (
          <>
            <IconButton
              label={t(allFavourites ? "unfavourite" : "favourite")}
              icon={allFavourites ? <HeartOff aria-hidden="true" /> : <Heart aria-hidden="true" />}
              onClick={() => void organise.favourite(selection, !allFavourites)}
            />
            <IconButton
              label={t("tag")}
              icon={<Tag aria-hidden="true" />}
              aria-expanded={tagging}
              onClick={() => setTagging(!tagging)}
            />
            <IconButton
              label={t("compare")}
              icon={<Columns2 aria-hidden="true" />}
              disabledReason={onCompare ? null : t("compareHow")}
              onClick={() => onCompare?.()}
            />
          </>
        )}
        <ZipForm scope={scope} selection={selection}>
          <IconButton type="submit" label={t("zip")} icon={<Download aria-hidden="true" />} />
        </ZipForm>
        {trash ? (
          <IconButton
            label={t("restore")}
            icon={<ArchiveRestore aria-hidden="true" />}
            onClick={() => void moving(organise.restore)}
          />
        ) : (
          <Sure
            ask={selection.kind === "all"}
            count={count}
            onAgree={() => void moving(organise.trash)}
          >
            <IconButton
              label={t("trash")}
              icon={<Trash2 aria-hidden="true" />}
              pending={organise.pending}
              {...(selection.kind === "some" && { onClick: () => void moving(organise.trash) })}
            />
          </Sure>
        )}
      </div>
    </section>
  );
}

/** A whole filter cannot be brought back by one press: that asks first. */
function Sure({
  ask,
  count,
  onAgree,
  children,
}: {
  ask: boolean;
  count: number;
  onAgree: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("library.bulk");
  if (!ask) return children;
  return (
    <Question
      trigger={children}
      title={t("sure.title", { count })}
      refuse={t("cancel")}
      agree={t("sure.agree")}
      danger
      onAgree={onAgree}
    >
      <p>{t("sure.detail")}</p>
    </Question>
  );
}
