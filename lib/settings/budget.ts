import "server-only";
import type { Tx } from "@/lib/db";
import { chargeOf, taskStatuses } from "@/lib/task/status";

/** Where the money of a month stands, in micro-dollars. Sandbox tasks move none. */
export interface MonthSpending {
  budgetMicros: bigint | null;
  /** Held, charged and uncertain together: what the month may cost as things stand. */
  boundMicros: bigint;
}

/** Nothing of these can still cost: their holds are released, unless the failure says otherwise. */
const releasedStatuses = taskStatuses.filter((status) => chargeOf(status, null) === "released");

/**
 * Reads the month's spending where the intent is recorded, in its transaction: racing submissions cannot both see the
 * last of the budget (FAULTS 49). Months are UTC.
 */
export async function monthSpending(
  tx: Tx,
  budgetMicros: bigint | null,
  now: Date,
): Promise<MonthSpending> {
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const { _sum } = await tx.task.aggregate({
    _sum: { priceMicros: true },
    where: {
      sandbox: false,
      createdAt: { gte: from },
      OR: [{ status: { notIn: releasedStatuses } }, { failureCharged: { in: ["yes", "unknown"] } }],
    },
  });
  return { budgetMicros, boundMicros: _sum.priceMicros ?? 0n };
}

/** What is left to spend, or null without a budget; never below zero. */
export function leftOf({ budgetMicros, boundMicros }: MonthSpending): bigint | null {
  if (budgetMicros === null) return null;
  return budgetMicros > boundMicros ? budgetMicros - boundMicros : 0n;
}
