"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/format";
import type { TaskView } from "@/lib/task/view";
import { FactGroup } from "./fact";

/** The price, and what became of it. */
export function Price({ task }: { task: TaskView }) {
  const t = useTranslations();
  const locale = useLocale();
  const amount = formatMoney(task.priceMicros, locale);
  return (
    <FactGroup title={t("viewer.price")}>
      <p className="tabular text-xl">{amount}</p>
      <p className="text-muted">
        {task.sandbox ? t("charge.synthetic") : t(`charge.cost.${task.charge}`, { amount })}
      </p>
      {!task.sandbox && task.doubtMicros > 0 && (
        <p className="text-warning">
          {t("charge.doubt", { amount: formatMoney(task.doubtMicros, locale) })}
        </p>
      )}
    </FactGroup>
  );
}
