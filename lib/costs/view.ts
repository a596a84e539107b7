import type { Charge, TaskStatus } from "@/lib/task/status";
import type { DayRange } from "./range";

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
  /** What the owner has set; null for no end. */
  settings: BudgetSettingsView;
  /** What the environment lets a month cost: the page cannot raise it. */
  ceilingMicros: number | null;
}

export interface BudgetSettingsView {
  monthMicros: number | null;
  dayMicros: number | null;
  warnPercent: number;
  timeZone: string;
}

/** Some tasks' money. */
export interface CostLine {
  sums: SumsView;
  tasks: number;
}

/** `GET /api/costs`: the books of a range. All its parts are sums of the same lines. */
export interface BooksView {
  /** Days of the owner's calendar, both included. */
  range: DayRange;
  timeZone: string;
  /** The play money of the sandbox, or real money. */
  sandbox: boolean;
  unit: "day" | "month";
  total: CostLine;
  /** Every day or month of the range, also where nothing was spent. */
  spans: (CostLine & DayRange)[];
  channels: (CostLine & { channel: string })[];
  models: (CostLine & { channel: string; model: string })[];
}

/** A film of the books, as the list below them shows it. */
export interface CostFilm {
  id: string;
  status: TaskStatus;
  channel: string;
  model: string;
  prompt: string;
  seconds: number;
  size: string;
  charge: Charge;
  priceMicros: number;
  /** What earlier sendings may have cost. */
  doubtMicros: number;
  /** ISO 8601, UTC. */
  heldAt: string;
  /** Whether the task itself can still be looked at; what was purged only stands in the books. */
  isThere: boolean;
}

/** `GET /api/costs/films`. */
export interface CostFilmPage {
  films: CostFilm[];
  nextCursor: string | null;
}

/** `GET /api/costs/balance`: what API Yi says is left, beside our own books. */
export interface BalanceView {
  /** Whether there is a console token to ask with. */
  isOn: boolean;
  /** The last reading. */
  now: { at: string; balanceMicros: number } | null;
  /** Why the last attempt told nothing. */
  fault: "auth" | "unreachable" | "unreadable" | null;
  /** Since the comparison began. */
  since: {
    at: string;
    /** What left the account. */
    goneMicros: number;
    /** What our books know of it: charged, and held for what was sent. */
    bookedMicros: number;
    /** What became uncertain: perhaps part of it. */
    uncertainMicros: number;
    differenceMicros: number;
  } | null;
}
