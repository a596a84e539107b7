import "server-only";
import { z } from "zod";
import { readBooks, totalOf } from "@/lib/costs/books";
import type { BalanceView } from "@/lib/costs/view";
import type { Db } from "@/lib/db";
import { singleton } from "@/lib/singleton";
import { readSetting, writeSetting } from "./store";

/** What API Yi says is left, beside what our own books said at the same time. In micro-dollars; JSON-safe. */
const reading = z.object({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  balanceMicros: z.int(),
  /** Charged, and held for what was sent: API Yi sets it aside as well. */
  bookedMicros: z.int(),
  uncertainMicros: z.int(),
});
export type BalanceReading = z.infer<typeof reading>;

const faults = z.enum(["auth", "unreachable", "unreadable"]);
type Fault = z.infer<typeof faults>;

const keys = { now: "balance", start: "balance.start", fault: "balance.fault" } as const;

/** Keeps a reading; the first is also where the comparison begins. */
export async function keepBalance(db: Db, balanceMicros: bigint, now: Date): Promise<void> {
  const value: BalanceReading = {
    at: now.toISOString(),
    balanceMicros: Number(balanceMicros),
    ...(await booked(db)),
  };
  await writeSetting(db, keys.now, value, now);
  await db.setting.deleteMany({ where: { key: keys.fault } });
  if (!(await readSetting(db, keys.start, reading))) await writeSetting(db, keys.start, value, now);
}

/** Remembers that the balance could not be read; the last reading stays. */
export const keepBalanceFault = (db: Db, fault: Fault, now: Date): Promise<void> =>
  writeSetting(db, keys.fault, fault, now);

/** Begins the comparison anew with the last reading, e.g. after a recharge. */
export async function restartComparison(db: Db, now: Date): Promise<void> {
  const last = await readSetting(db, keys.now, reading);
  if (last) await writeSetting(db, keys.start, last, now);
}

const everything = [{ from: new Date(0), to: new Date("9999-01-01T00:00:00Z") }];

async function booked(db: Db): Promise<Pick<BalanceReading, "bookedMicros" | "uncertainMicros">> {
  const { charged, held, uncertain } = totalOf(await readBooks(db, false, everything));
  const { _sum } = await db.task.aggregate({
    _sum: { priceMicros: true },
    where: { sandbox: false, status: "waiting" },
  });
  const unsent = _sum.priceMicros ?? 0n;
  return { bookedMicros: Number(charged + held - unsent), uncertainMicros: Number(uncertain) };
}

/** The balance beside our books, as the browser may see it. @param isOn whether there is a console token. */
export async function readBalanceView(db: Db, isOn: boolean): Promise<BalanceView> {
  const [now, start, fault] = await Promise.all([
    readSetting(db, keys.now, reading),
    readSetting(db, keys.start, reading),
    readSetting(db, keys.fault, faults),
  ]);
  const known = now && { at: now.at, balanceMicros: now.balanceMicros };
  return { isOn, now: known, fault, since: now && start && compare(start, now) };
}

/** What left the account since the start, and how much of it our books know. Pure. */
export function compare(
  start: BalanceReading,
  now: BalanceReading,
): NonNullable<BalanceView["since"]> {
  const goneMicros = start.balanceMicros - now.balanceMicros;
  const bookedMicros = now.bookedMicros - start.bookedMicros;
  return {
    at: start.at,
    goneMicros,
    bookedMicros,
    uncertainMicros: Math.max(0, now.uncertainMicros - start.uncertainMicros),
    differenceMicros: goneMicros - bookedMicros,
  };
}

const target = () => singleton("balance", () => new EventTarget());

/** Asks for a reading soon: whoever keeps the balance listens. */
export const nudgeBalance = (): void => {
  target().dispatchEvent(new Event("nudge"));
};

export const onBalanceNudge = (listener: () => void, signal: AbortSignal): void =>
  target().addEventListener("nudge", listener, { signal });
