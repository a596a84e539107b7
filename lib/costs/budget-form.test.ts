import { expect, it } from "vitest";
import { readBudgetForm } from "./budget-form";

const form = { month: "25.50", day: "", warn: "80", timeZone: "Asia/Shanghai" };

it("reads what people type; nothing is no cap", () => {
  expect(readBudgetForm(form)).toEqual({
    ok: true,
    value: { monthMicros: 25_500_000, dayMicros: null, warnPercent: 80, timeZone: "Asia/Shanghai" },
  });
  expect(readBudgetForm({ ...form, month: "0" })).toMatchObject({ value: { monthMicros: 0 } });
});

it.each([
  [{ month: "-5" }, { month: "negative" }],
  [{ day: "lots" }, { day: "notAnAmount" }],
  [{ month: "1000001" }, { month: "tooLarge" }],
  [{ warn: "0" }, { warn: "percent" }],
  [{ warn: "101" }, { warn: "percent" }],
  [{ warn: "8.5" }, { warn: "percent" }],
  [{ warn: "" }, { warn: "percent" }],
  [{ timeZone: "Mars/Olympus" }, { timeZone: "zone" }],
  [
    { month: "NaN", day: "0.00000001", timeZone: "" },
    { month: "notAnAmount", day: "tooFine", timeZone: "zone" },
  ],
])("refuses %j at its field", (changes, error) => {
  expect(readBudgetForm({ ...form, ...changes })).toEqual({ ok: false, error });
});
