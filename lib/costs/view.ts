import type { Charge } from "@/lib/task/status";

/** Money in JSON: micro-dollars, safe integers (DECISIONS 4). */
export type SumsView = Record<Charge, number>;

/** Which cap a submission runs into. The ceiling is the environment's: nobody passes it from the interface. */
export const caps = ["day", "month", "ceiling"] as const;
export type Cap = (typeof caps)[number];

/** Why a submission was refused for the budget's sake. */
export interface OverBudget {
  cap: Cap;
  /** What the cap leaves. */
  leftMicros: number;
  /** What was asked: agreeing to exactly this sum lets it through, unless it is the ceiling. */
  askedMicros: number;
}

/** One cap and what became of it. */
export interface CapView {
  cap: Cap;
  capMicros: number;
  leftMicros: number;
  /** From the owner's share on, and beyond. */
  isWarning: boolean;
}

/** `GET /api/budget`: where the owner's money stands now. Never the sandbox's. */
export interface BudgetView {
  /** ISO 8601 days and the zone that they are days of. */
  day: string;
  timeZone: string;
  spentToday: SumsView;
  spentThisMonth: SumsView;
  /** Those that are set, the tightest first. */
  caps: CapView[];
}
