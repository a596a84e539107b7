"use client";

import { useLocale, useTranslations } from "next-intl";
import { ConfirmedButton } from "@/components/ui/confirmed-button";
import { declareNotCreated } from "@/lib/actions/unconfirmed";
import { formatMoney } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { useDecision } from "./use-decision";

/** "It was not created": ends the task and releases its hold. */
export function NotCreated({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed.notCreated");
  const charge = useTranslations("charge");
  const amount = formatMoney(task.priceMicros, useLocale());
  const { pending, decide } = useDecision();
  const agree = () =>
    decide(() => declareNotCreated(task.id), t(task.sandbox ? "doneSandbox" : "done", { amount }));
  return (
    <ConfirmedButton
      label={t("label")}
      hint={t("hint", { amount, sandbox: String(task.sandbox) })}
      pending={pending}
      title={t("title")}
      refuse={t("refuse")}
      agree={t("agree")}
      onAgree={agree}
    >
      <p>{t("detail", { amount })}</p>
      {task.sandbox && <p>{charge("synthetic")}</p>}
    </ConfirmedButton>
  );
}
