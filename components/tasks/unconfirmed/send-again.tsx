"use client";

import { useLocale, useTranslations } from "next-intl";
import { sendAgain } from "@/lib/actions/unconfirmed";
import { formatMoney } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { ConfirmedButton } from "./confirmed-button";
import { useDecision } from "./use-decision";

/** "Send again": the one way to a second POST, and so the one place where something may be paid twice. */
export function SendAgain({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed.sendAgain");
  const charge = useTranslations("charge");
  const amount = formatMoney(task.priceMicros, useLocale());
  const { pending, decide } = useDecision();
  return (
    <ConfirmedButton
      label={t("label")}
      hint={t("hint", { amount })}
      pending={pending}
      title={t("title")}
      refuse={t("refuse")}
      agree={t("agree", { amount })}
      danger
      onAgree={() => decide(() => sendAgain(task.id), t("done"))}
    >
      <p className="text-text">{t("risk", { amount })}</p>
      <p>{t("advice", { sandbox: String(task.sandbox) })}</p>
      {task.sandbox && <p>{charge("synthetic")}</p>}
    </ConfirmedButton>
  );
}
