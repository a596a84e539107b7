"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";

/** Jobs in upstream's list that a task could be: several fit, so a person has to tell. */
export function Candidates({
  ids,
  checkingId,
  pending,
  onPick,
}: {
  ids: readonly string[];
  /** The id that is being checked upstream. */
  checkingId: string | null;
  pending: boolean;
  onPick: (id: string) => void;
}) {
  const t = useTranslations("tasks.unconfirmed.found");
  const titleId = useId();
  if (ids.length === 0) return null;
  return (
    <div className="space-y-1.5">
      <p id={titleId} className="text-xs">
        {t("candidates")}
      </p>
      <ul aria-labelledby={titleId} className="flex flex-wrap gap-1.5">
        {ids.map((id) => (
          <li key={id} className="min-w-0">
            <Button
              size="sm"
              pending={pending}
              disabledReason={id === checkingId ? t("same") : null}
              aria-label={t("pick", { id })}
              onClick={() => onPick(id)}
              className="h-auto min-h-7 max-w-full shrink whitespace-normal break-all py-1 text-left font-mono"
            >
              {id}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
