"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { FieldError } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import type { TaskView } from "@/lib/task/view";
import { Candidates } from "./candidates";
import { IdField } from "./id-field";
import { useClaim } from "./use-claim";

/**
 * "I found it": takes the job's id, pasted or picked from upstream's list. Checking it with upstream may take a while;
 * the field stays open meanwhile, since the id may be mistyped.
 */
export function Found({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed.found");
  const adoption = useTranslations("adoption");
  const fieldId = useId();
  const hintId = useId();
  const [text, setText] = useState("");
  const { pending, refused, claim } = useClaim(task);
  const { checkingId = null, refusal = null, candidates = [] } = task.unconfirmed ?? {};
  const fault = refused ?? refusal;
  const error = fault && (fault === "empty" ? t("empty") : adoption(fault));
  const pasted = text.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim(pasted);
  };
  const pick = (candidate: string) => {
    setText(candidate);
    claim(candidate);
  };

  return (
    <form onSubmit={submit} className="space-y-2">
      <p className="font-medium">{t("title", { sandbox: String(task.sandbox) })}</p>
      <p id={hintId} className="text-muted text-xs">
        {t("hint", { sandbox: String(task.sandbox) })}
      </p>
      <Candidates ids={candidates} checkingId={checkingId} pending={pending} onPick={pick} />
      <IdField
        {...{ id: fieldId, hintId, error, pending }}
        value={text}
        onChange={setText}
        disabledReason={pasted === checkingId ? t("same") : null}
      />
      <div role="status" className="space-y-1">
        {checkingId && <Checking id={checkingId} />}
        <FieldError id={fieldId}>{error}</FieldError>
      </div>
    </form>
  );
}

function Checking({ id }: { id: string }) {
  const t = useTranslations("tasks.unconfirmed.found");
  return (
    <p className="flex items-start gap-2 text-xs">
      <Spinner className="mt-px size-3.5" />
      <span className="min-w-0 break-all">{t("checking", { id })}</span>
    </p>
  );
}
