"use client";

import { useLocale, useTranslations } from "next-intl";
import { useBudget } from "@/components/shell/use-budget";
import { ConfirmedButton } from "@/components/ui/confirmed-button";
import { sendAgain } from "@/lib/actions/unconfirmed";
import { mayAgree, overBudget } from "@/lib/costs/over";
import { formatMoney } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { useDecision } from "./use-decision";

/** Agreeing to send again agrees to pass the budget, where the second price does: the question says so. */
function useAgreed({ sandbox, priceMicros }: TaskView): { micros: number; words: string } | null {
  const t = useTranslations("budget.reason");
  const locale = useLocale();
  const budget = useBudget();
  const over = !sandbox && budget && overBudget(budget, priceMicros);
  if (!over || !mayAgree(over)) return null;
  return {
    micros: priceMicros,
    words: t(over.cap, { left: formatMoney(over.leftMicros, locale) }),
  };
}

/** "Send again": the one way to a second POST, and so the one place where something may be paid twice. */
export function SendAgain({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed.sendAgain");
  const charge = useTranslations("charge");
  const amount = formatMoney(task.priceMicros, useLocale());
  const { pending, decide } = useDecision();
  const agreed = useAgreed(task);
  const again = () => (agreed ? sendAgain(task.id, agreed.micros) : sendAgain(task.id));
  return (
    <ConfirmedButton
      label={t("label")}
      hint={t("hint", { amount })}
      pending={pending}
      title={t("title")}
      refuse={t("refuse")}
      agree={t("agree", { amount })}
      danger
      onAgree={() => decide(again, t("done"))}
    >
      <p className="text-text">{t("risk", { amount })}</p>
      <p>{t("advice", { sandbox: String(task.sandbox) })}</p>
      {agreed && <p className="text-warning">{agreed.words}</p>}
      {task.sandbox && <p>{charge("synthetic")}</p>}
    </ConfirmedButton>
  );
}
