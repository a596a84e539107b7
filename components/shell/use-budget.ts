"use client";

import { useQuery } from "@tanstack/react-query";
import { useStudio } from "@/components/shell/studio-context";
import type { BudgetView } from "@/lib/costs/view";
import { budgetQuery } from "@/lib/queries/costs";

/** Where the owner's money stands; null in the sandbox, which spends none, and until it is known. */
export function useBudget(): BudgetView | null {
  const { mode } = useStudio();
  const { data } = useQuery({ ...budgetQuery(), enabled: mode === "live" });
  return (mode === "live" && data) || null;
}
