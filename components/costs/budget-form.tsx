"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { toast } from "sonner";
import { attempt } from "@/components/shell/attempt";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { setBudget } from "@/lib/actions/budget";
import { type BudgetForm, type BudgetFormFaults, readBudgetForm } from "@/lib/costs/budget-form";
import { writeAmount } from "@/lib/costs/money";
import type { BudgetView } from "@/lib/costs/view";
import { budgetQuery, costsKey } from "@/lib/queries/costs";
import { useMoney } from "./use-money";

const textOf = ({ settings }: BudgetView): BudgetForm => ({
  month: settings.monthMicros === null ? "" : writeAmount(settings.monthMicros),
  day: settings.dayMicros === null ? "" : writeAmount(settings.dayMicros),
  warn: String(settings.warnPercent),
  timeZone: settings.timeZone,
});

/** What may be spent, when to warn, and whose days count. @param zones those that the server knows. */
export function BudgetSettings({ zones }: { zones: readonly string[] }) {
  const t = useTranslations("costs");
  const { data: budget } = useSuspenseQuery(budgetQuery());
  const money = useMoney();
  const { form, change, faults, pending, save } = useBudgetForm(budget);
  const field = (name: keyof BudgetForm) => ({
    id: `budget-${name}`,
    label: t(`budget.${name}`),
    value: form[name],
    onChange: (value: string) => change({ ...form, [name]: value }),
    error: faults[name] ? t(`amount.${faults[name]}`) : null,
  });
  const { ceilingMicros } = budget;
  return (
    <section aria-labelledby="budget" className="space-y-4">
      <h2 id="budget" className="font-semibold text-base">
        {t("budget.title")}
      </h2>
      <form onSubmit={save} noValidate className="max-w-2xl space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...field("month")}
            inputMode="decimal"
            autoComplete="off"
            note={
              ceilingMicros === null
                ? t("budget.empty")
                : t("budget.ceiling", { amount: money(ceilingMicros) })
            }
          />
          <TextField
            {...field("day")}
            inputMode="decimal"
            autoComplete="off"
            note={t("budget.empty")}
          />
          <TextField {...field("warn")} inputMode="numeric" autoComplete="off" />
          <TextField
            {...field("timeZone")}
            autoComplete="off"
            list="time-zones"
            note={t("budget.zoneNote")}
          />
        </div>
        <datalist id="time-zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Button type="submit" pending={pending}>
          {t("budget.save")}
        </Button>
      </form>
    </section>
  );
}

function useBudgetForm(budget: BudgetView) {
  const t = useTranslations("costs.budget");
  const [form, setForm] = useState(() => textOf(budget));
  const [faults, setFaults] = useState<BudgetFormFaults>({});
  const [pending, start] = useTransition();
  const queries = useQueryClient();
  const router = useRouter();
  const refusalWords = useRefusalWords();
  const save = (event: FormEvent) => {
    event.preventDefault();
    const read = readBudgetForm(form);
    setFaults(read.ok ? {} : read.error);
    if (!read.ok) {
      const [first] = Object.keys(read.error);
      return document.getElementById(`budget-${first}`)?.focus();
    }
    start(async () => {
      const result = await attempt(() => setBudget(form));
      if (result.ok) toast.success(t("saved"));
      else if (result.error.kind !== "input") toast.error(refusalWords(result.error));
      await queries.invalidateQueries({ queryKey: costsKey });
      // Another zone has other days.
      router.refresh();
    });
  };
  const change = (next: BudgetForm) => {
    setFaults({});
    setForm(next);
  };
  return { form, change, faults, pending, save };
}
