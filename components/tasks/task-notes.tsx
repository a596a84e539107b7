"use client";

import { useTranslations } from "next-intl";
import type { FailureKind } from "@/lib/failure";
import { can } from "@/lib/task/status";
import type { Attention as AttentionCode, TaskView } from "@/lib/task/view";
import { FetchAgainButton } from "./fetch-again-button";

/** Whatever a live task should tell beside its progress: a trouble that passes, or a call for help. */
export function TaskNotes({ task }: { task: TaskView }) {
  if (can.decide(task.status)) return null; // `Unconfirmed` tells all of it
  if (task.attention) return <Attention task={task} code={task.attention} />;
  return task.failure && task.moving ? <Retrying kind={task.failure.kind} /> : null;
}

/** Why a person may want to look. */
function Attention({ task, code }: { task: TaskView; code: AttentionCode }) {
  const t = useTranslations("attention");
  return (
    <div className="space-y-2 border-warning border-l-2 pl-3 text-muted text-xs">
      <p>{t(code)}</p>
      {code === "badFile" && <FetchAgainButton task={task} />}
    </div>
  );
}

/** What went wrong last, and that nothing needs to be done about it. */
function Retrying({ kind }: { kind: FailureKind }) {
  const t = useTranslations();
  return (
    <p className="border-line border-l-2 pl-3 text-muted text-xs">
      {t("tasks.retrying", { what: t(`failure.${kind}.what`) })}
    </p>
  );
}
