import "server-only";
import { z } from "zod";
import { readBooks, type Span, totalOf } from "@/lib/costs/books";
import { mostBudgetMicros } from "@/lib/costs/budget-form";
import {
  addDays,
  addMonths,
  dayOf,
  firstOfMonth,
  isTimeZone,
  startOfDay,
} from "@/lib/costs/calendar";
import { addSums, boundOf, type Sums } from "@/lib/costs/sums";
import type { Cap, OverBudget } from "@/lib/costs/view";
import type { Db, Tx } from "@/lib/db";
import { writeSetting } from "./store";

/** What the owner may spend, as set on the page about costs. Money in micro-dollars; null for no end. */
export interface BudgetSettings {
  monthMicros: bigint | null;
  dayMicros: bigint | null;
  /** From which share of a cap on the interface warns. */
  warnPercent: number;
  /** IANA name: when the owner's days and months begin. */
  timeZone: string;
}

const micros = z
  .int()
  .min(0)
  .max(Number(mostBudgetMicros))
  .transform((value) => BigInt(value))
  .nullable();

const stored = z.object({
  monthMicros: micros,
  dayMicros: micros,
  warnPercent: z.int().min(1).max(100),
  timeZone: z.string().refine(isTimeZone),
});

const key = "budget";
const hostTimeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What holds until something is set: no caps, and the days of this machine. */
export const defaultBudget = (): BudgetSettings => ({
  monthMicros: null,
  dayMicros: null,
  warnPercent: 80,
  timeZone: hostTimeZone(),
});

/**
 * What the owner has set. Caps that cannot be read (another version wrote them, or this machine does not know their time
 * zone) must never count as none: then nothing may be bought until they are set anew.
 */
export async function readBudget(db: Db | Tx): Promise<BudgetSettings> {
  const row = await db.setting.findUnique({ where: { key } });
  if (!row) return defaultBudget();
  const read = stored.safeParse(row.value);
  return read.success ? read.data : { ...defaultBudget(), monthMicros: 0n };
}

export async function writeBudget(db: Db, budget: BudgetSettings, now: Date): Promise<void> {
  const { monthMicros, dayMicros, ...rest } = budget;
  const inJson = (value: bigint | null) => (value === null ? null : Number(value));
  const value = { ...rest, monthMicros: inJson(monthMicros), dayMicros: inJson(dayMicros) };
  await writeSetting(db, key, value, now);
}

/** The owner's present day and month. */
export interface Present {
  day: string;
  dayStart: Date;
  monthStart: Date;
  /** When the next ones begin. */
  dayEnd: Date;
  monthEnd: Date;
}

export function presentOf(now: Date, timeZone: string): Present {
  const day = dayOf(now, timeZone);
  const month = firstOfMonth(day);
  return {
    day,
    dayStart: startOfDay(day, timeZone),
    monthStart: startOfDay(month, timeZone),
    dayEnd: startOfDay(addDays(day, 1), timeZone),
    monthEnd: startOfDay(addMonths(month, 1), timeZone),
  };
}

/** What a clock that was set back has dated ahead is spent all the same. */
const always = new Date("9999-01-01T00:00:00Z");

/** Real money of the owner's present day and month. */
export async function spendingAt(
  db: Db | Tx,
  { dayStart, monthStart }: Present,
): Promise<{ day: Sums; month: Sums }> {
  const spans: Span[] = [
    { from: monthStart, to: dayStart },
    { from: dayStart, to: always },
  ];
  const lines = await readBooks(db, false, spans);
  const of = (place: number) => totalOf(lines.filter(({ span }) => span === place));
  const day = of(1);
  return { day, month: addSums(of(0), day) };
}

/** A submission costs more than a cap leaves. Nothing was recorded. */
export class OverBudgetError extends Error {
  override name = "OverBudgetError";
  constructor(
    readonly cap: Cap,
    /** What the cap leaves, in micro-dollars; never below zero. */
    readonly leftMicros: bigint,
    /** What the submission costs. */
    readonly askedMicros: bigint,
  ) {
    super(`the ${cap}'s budget leaves ${leftMicros} micro-dollars`);
  }

  /** As the browser may see it. */
  get over(): OverBudget {
    const { cap, leftMicros, askedMicros } = this;
    return { cap, leftMicros: Number(leftMicros), askedMicros: Number(askedMicros) };
  }
}

export interface Purchase {
  micros: bigint;
  /** What the environment lets a month cost (RUSHES_MONTHLY_BUDGET); null for no end. */
  ceilingMicros: bigint | null;
  /** The sum that the owner agreed to pay although it passes the budget; it lets exactly this sum through. */
  agreedMicros?: bigint | null | undefined;
}

/**
 * Makes sure that the caps cover a purchase, in the transaction that records it: of N racing ones none passes a cap
 * (FAULTS 49).
 * @throws OverBudgetError naming the tightest cap that stands in the way.
 */
export async function assertBudget(tx: Tx, purchase: Purchase, now: Date): Promise<void> {
  await takeTurn(tx, now);
  const budget = await readBudget(tx);
  const spending = await spendingAt(tx, presentOf(now, budget.timeZone));
  const { micros: asked, ceilingMicros, agreedMicros } = purchase;
  assertCap("ceiling", ceilingMicros, spending.month, asked);
  if (agreedMicros === asked) return;
  assertCap("month", budget.monthMicros, spending.month, asked);
  assertCap("day", budget.dayMicros, spending.day, asked);
}

function assertCap(cap: Cap, capMicros: bigint | null, spent: Sums, asked: bigint): void {
  const left = leftOf(capMicros, spent);
  if (left !== null && asked > left) throw new OverBudgetError(cap, left, asked);
}

/** What a cap leaves, in micro-dollars: never below zero, null without a cap. */
export function leftOf(capMicros: bigint | null, spent: Sums): bigint | null {
  if (capMicros === null) return null;
  const left = capMicros - boundOf(spent);
  return left > 0n ? left : 0n;
}

/**
 * One purchase after the other. SQLite's transactions are that already; PostgreSQL's wait here for the row, and see
 * what the one before has recorded.
 */
const takeTurn = (tx: Tx, now: Date) => writeSetting(tx, "budget.turn", true, now);
