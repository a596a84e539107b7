import "server-only";
import type { Db } from "@/lib/db";
import {
  type BudgetSettings,
  leftOf,
  presentOf,
  readBudget,
  spendingAt,
} from "@/lib/settings/budget";
import { type BookLine, readBooks, totalOf } from "./books";
import { addDays, startOfDay } from "./calendar";
import { type DayRange, partsOf } from "./range";
import { boundOf, type Sums } from "./sums";
import type { BooksView, BudgetView, Cap, CapView, CostLine, SumsView } from "./view";

/** The books of a range of the owner's days, as the browser may see them. */
export async function readBooksView(
  db: Db,
  { range, sandbox }: { range: DayRange; sandbox: boolean },
): Promise<BooksView> {
  const { timeZone } = await readBudget(db);
  const { unit, parts } = partsOf(range);
  // One part ends where the next begins: each border is looked for once.
  const days = [...parts.map(({ from }) => from), addDays(range.to, 1)];
  const borders = days.map((day) => startOfDay(day, timeZone));
  const spans = borders.slice(1).map((to, place) => ({ from: borders[place] ?? to, to }));
  const lines = await readBooks(db, sandbox, spans);
  return {
    ...{ range, timeZone, sandbox, unit },
    total: lineOf(lines),
    spans: parts.map((part, place) => ({
      ...part,
      ...lineOf(lines.filter(({ span }) => span === place)),
    })),
    channels: groupsOf(lines, ({ channel }) => ({ channel })),
    models: groupsOf(lines, ({ channel, model }) => ({ channel, model })),
  };
}

/** The instants between which the days of a range lie. */
export const spanOf = ({ from, to }: DayRange, timeZone: string) => ({
  from: startOfDay(from, timeZone),
  to: startOfDay(addDays(to, 1), timeZone),
});

/** Where the owner's money stands now. */
export async function readBudgetView(
  db: Db,
  ceilingMicros: bigint | null,
  now: Date,
): Promise<BudgetView> {
  const settings = await readBudget(db);
  const present = presentOf(now, settings.timeZone);
  const spent = await spendingAt(db, present);
  return {
    ...{ day: present.day, timeZone: settings.timeZone },
    spentToday: sumsView(spent.day),
    spentThisMonth: sumsView(spent.month),
    caps: capsOf(settings, ceilingMicros, spent),
    settings: {
      ...settings,
      monthMicros: inJson(settings.monthMicros),
      dayMicros: inJson(settings.dayMicros),
    },
    ceilingMicros: inJson(ceilingMicros),
  };
}

function capsOf(
  { monthMicros, dayMicros, warnPercent }: BudgetSettings,
  ceilingMicros: bigint | null,
  spent: { day: Sums; month: Sums },
): CapView[] {
  const view = (cap: Cap, capMicros: bigint | null, sums: Sums): CapView[] => {
    const left = leftOf(capMicros, sums);
    if (capMicros === null || left === null) return [];
    const isWarning = boundOf(sums) * 100n >= capMicros * BigInt(warnPercent);
    return [{ cap, capMicros: Number(capMicros), leftMicros: Number(left), isWarning }];
  };
  return [
    ...view("month", monthMicros, spent.month),
    ...view("day", dayMicros, spent.day),
    ...view("ceiling", ceilingMicros, spent.month),
  ].sort((a, b) => a.leftMicros - b.leftMicros);
}

const inJson = (micros: bigint | null): number | null => (micros === null ? null : Number(micros));

const sumsView = ({ charged, held, uncertain, released }: Sums): SumsView => ({
  charged: Number(charged),
  held: Number(held),
  uncertain: Number(uncertain),
  released: Number(released),
});

const lineOf = (lines: readonly BookLine[]): CostLine => ({
  sums: sumsView(totalOf(lines)),
  tasks: lines.reduce((sum, { tasks }) => sum + tasks, 0),
});

/** Sums by name, the dearest first. */
function groupsOf<Name extends object>(
  lines: readonly BookLine[],
  nameOf: (line: BookLine) => Name,
): (CostLine & Name)[] {
  const groups = new Map<string, BookLine[]>();
  for (const line of lines) {
    const key = JSON.stringify(nameOf(line));
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()]
    .flatMap((group) => (group[0] ? [{ ...nameOf(group[0]), ...lineOf(group) }] : []))
    .sort((a, b) => weightOf(b) - weightOf(a));
}

const weightOf = ({ sums }: CostLine) => sums.charged + sums.held + sums.uncertain;
