"use client";

import { useTranslations } from "next-intl";
import type { FailureKind } from "@/lib/failure";
import { can } from "@/lib/task/status";
import type { Attention as AttentionCode, TaskView } from "@/lib/task/view";

/** Whatever a live task should tell beside its progress: a trouble that passes, or a call for help. */
export function TaskNotes({ task }: { task: TaskView }) {
  if (can.decide(task.status)) return null; // `Unconfirmed` tells all of it
  if (task.attention) return <Attention code={task.attention} />;
  return task.failure && task.moving ? <Retrying kind={task.failure.kind} /> : null;
}

/** Why a person may want to look. */
function Attention({ code }: { code: AttentionCode }) {
  const t = useTranslations("attention");
  return <p className="border-warning border-l-2 pl-3 text-muted text-xs">{t(code)}</p>;
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
