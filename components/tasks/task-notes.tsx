"use client";

import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { FailureKind } from "@/lib/failure";
import { formatMoney } from "@/lib/format";
import type { Attention as AttentionCode, TaskView } from "@/lib/task/view";

/** Whatever a live task should tell beside its progress: a doubt about its money, a trouble that passes, or a call for help. */
export function TaskNotes({ task }: { task: TaskView }) {
  if (task.status === "unconfirmed") return <Unconfirmed task={task} />;
  if (task.attention) return <Attention code={task.attention} />;
  return task.failure && task.moving ? <Retrying kind={task.failure.kind} /> : null;
}

/** Why a task of unknown outcome is not simply sent again, and what it may have cost. */
function Unconfirmed({ task }: { task: TaskView }) {
  const t = useTranslations();
  const locale = useLocale();
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <Notice tone="warning" title={t("tasks.unconfirmed.title", { amount })} className="p-3">
      {task.attention
        ? t(`attention.${task.attention}`)
        : t("tasks.unconfirmed.detail", { amount })}
    </Notice>
  );
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
