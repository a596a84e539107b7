"use client";

import { Clapperboard, SearchX, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type LibraryQuery, wholeLibrary } from "@/lib/library/query";
import { paths } from "@/lib/paths";

/** Why there is nothing to see, and the way out. */
export function NoFilms({
  query,
  onFind,
}: {
  query: LibraryQuery;
  onFind: (query: LibraryQuery) => void;
}) {
  const t = useTranslations("library");
  const { trash, sort } = query;
  if (isNarrowed(query)) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={t("nothingFound.title")}
        action={
          <Button onClick={() => onFind({ ...wholeLibrary, trash, sort })}>
            {t("nothingFound.action")}
          </Button>
        }
      >
        {t("nothingFound.detail")}
      </EmptyState>
    );
  }
  if (trash) {
    return (
      <EmptyState
        icon={<Trash2 aria-hidden="true" />}
        title={t("trashEmpty.title")}
        action={
          <Button onClick={() => onFind({ ...wholeLibrary, sort })}>
            {t("trashEmpty.action")}
          </Button>
        }
      >
        {t("trashEmpty.detail")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Clapperboard aria-hidden="true" />}
      title={t("empty.title")}
      action={
        <Link href={paths.studio()} className={buttonStyles({ variant: "primary" })}>
          {t("empty.action")}
        </Link>
      }
    >
      {t("empty.detail")}
    </EmptyState>
  );
}
