"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Question } from "@/components/ui/question";
import type { Organise } from "./organise/use-organise";

/** What one looks at, and how much it is. @param total null until it is counted. */
export function LibraryHead({
  total,
  trash,
  organise,
}: {
  total: number | null;
  trash: boolean;
  organise: Organise;
}) {
  const t = useTranslations("library");
  return (
    <header className="flex min-h-9 flex-wrap items-baseline gap-x-4 gap-y-1">
      <h1 className="font-semibold text-xl">{t(trash ? "filter.trash" : "title")}</h1>
      <p role="status" className="tabular text-muted">
        {total !== null && total > 0 && t("count", { count: total })}
      </p>
      {trash && total !== null && total > 0 && (
        <span className="ml-auto">
          <Question
            trigger={
              <Button size="sm" variant="danger">
                {t("bulk.empty")}
              </Button>
            }
            title={t("bulk.emptySure.title", { count: total })}
            refuse={t("bulk.cancel")}
            agree={t("bulk.emptySure.agree")}
            danger
            onAgree={() => void organise.emptyTrash()}
          >
            <p>{t("bulk.emptySure.detail")}</p>
          </Question>
        </span>
      )}
    </header>
  );
}
