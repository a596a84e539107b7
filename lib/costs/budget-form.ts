import { err, ok, type Result } from "@/lib/result";
import { isTimeZone } from "./calendar";
import { type AmountFault, readAmount } from "./money";
import type { BudgetSettingsView } from "./view";

/** The budget as people type it; an empty amount is no cap. Pure: the form asks it, and the server again. */
export type BudgetForm = Record<"month" | "day" | "warn" | "timeZone", string>;

/** What is wrong with which field. The sentences are `costs.amount.<code>`. */
export type BudgetFormFaults = Partial<Record<keyof BudgetForm, AmountFault | "percent" | "zone">>;

/** $1,000,000: more is a slip, and sums of it stay safe integers. */
export const mostBudgetMicros = 1_000_000_000_000n;

export function readBudgetForm(form: BudgetForm): Result<BudgetSettingsView, BudgetFormFaults> {
  const month = readCap(form.month);
  const day = readCap(form.day);
  const warn = /^\d{1,3}$/.test(form.warn.trim()) ? Number(form.warn) : 0;
  const faults: BudgetFormFaults = {
    ...(!month.ok && { month: month.error }),
    ...(!day.ok && { day: day.error }),
    ...((warn < 1 || warn > 100) && { warn: "percent" as const }),
    ...(!isTimeZone(form.timeZone.trim()) && { timeZone: "zone" as const }),
  };
  if (!month.ok || !day.ok || Object.keys(faults).length > 0) return err(faults);
  return ok({
    monthMicros: month.value,
    dayMicros: day.value,
    warnPercent: warn,
    timeZone: form.timeZone.trim(),
  });
}

function readCap(text: string): Result<number | null, AmountFault> {
  if (text.trim() === "") return ok(null);
  const amount = readAmount(text, mostBudgetMicros);
  return amount.ok ? ok(Number(amount.value)) : amount;
}
