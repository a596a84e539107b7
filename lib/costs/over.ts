import type { BudgetView, OverBudget } from "./view";

/**
 * Which cap a sum would pass, as the server will judge it: the ceiling before the others, the month before the day.
 * Pure. @returns null when the budget covers it.
 */
export function overBudget({ caps }: BudgetView, askedMicros: number): OverBudget | null {
  for (const name of ["ceiling", "month", "day"] as const) {
    const cap = caps.find((each) => each.cap === name);
    if (cap && askedMicros > cap.leftMicros) {
      return { cap: name, leftMicros: cap.leftMicros, askedMicros };
    }
  }
  return null;
}

/** Whether the owner may agree to pay all the same. */
export const mayAgree = ({ cap }: OverBudget): boolean => cap !== "ceiling";
