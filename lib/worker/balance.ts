import "server-only";
import type { Logger } from "pino";
import type { Clock } from "@/lib/clock";
import type { Db } from "@/lib/db";
import { keepBalance, keepBalanceFault, onBalanceNudge } from "@/lib/settings/balance";
import type { BalanceOutcome } from "@/lib/upstream/account";

/** A balance moves when a film settles, which takes minutes. In ms. */
const everyMs = 10 * 60_000;

export interface BalanceDeps {
  db: Db;
  clock: Pick<Clock, "now">;
  log: Logger;
  read(signal: AbortSignal): Promise<BalanceOutcome>;
}

/** Keeps what API Yi says is left on the account, now, every ten minutes and when asked, until the signal aborts. */
export function startBalance(deps: BalanceDeps, signal: AbortSignal): void {
  let isReading = false;
  const read = async () => {
    if (isReading || signal.aborted) return;
    isReading = true;
    await readOnce(deps, signal);
    isReading = false;
  };
  void read();
  const timer = setInterval(() => void read(), everyMs);
  timer.unref();
  onBalanceNudge(() => void read(), signal);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}

/** One reading. Never throws: nothing else depends on it. */
export async function readOnce({ db, clock, log, read }: BalanceDeps, signal: AbortSignal) {
  try {
    const outcome = await read(signal);
    if (outcome.outcome === "balance") await keepBalance(db, outcome.micros, clock.now());
    else if (!signal.aborted) await keepBalanceFault(db, outcome.fault, clock.now());
  } catch (error) {
    log.error({ err: error }, "the balance could not be kept");
  }
}
