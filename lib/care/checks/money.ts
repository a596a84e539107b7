import "server-only";
import type { Charged } from "@/lib/failure";
import { formatMoney } from "@/lib/format";
import { type Charge, chargeOf, taskStatuses } from "@/lib/task/status";
import { pages } from "../batches";
import { type Check, formatTime, type Note, type Patient } from "../finding";

const money = (micros: bigint) => formatMoney(micros, "en");

/** What the rows say of money. Nothing here is a fault: what is uncertain waits for a person's word. */
export const moneyCheck: Check = {
  title: "Money",
  async *examine(patient: Patient): AsyncGenerator<Note> {
    const sums = await sumsByCharge(patient);
    const told = Object.entries(sums).map(([charge, micros]) => `${charge} ${money(micros)}`);
    yield { note: `${told.join(", ")}.` };
    for await (const task of uncertain(patient)) {
      yield {
        note: `Uncertain: ${task.id}, ${money(task.priceMicros)}, ${task.status} since ${formatTime(task.updatedAt)}.`,
      };
    }
  },
};

async function sumsByCharge({ db }: Patient): Promise<Record<Charge, bigint>> {
  const sums = { held: 0n, charged: 0n, released: 0n, uncertain: 0n };
  const groups = await db.task.groupBy({
    by: ["status", "failureCharged"],
    where: { sandbox: false },
    _sum: { priceMicros: true, doubtMicros: true },
  });
  for (const { status, failureCharged, _sum } of groups) {
    // The store is the only writer of the column, and it writes it from a `Failure`.
    sums[chargeOf(status, failureCharged as Charged | null)] += _sum.priceMicros ?? 0n;
    // What earlier sendings may have cost is uncertain, whatever became of the last one.
    sums.uncertain += _sum.doubtMicros ?? 0n;
  }
  return sums;
}

const uncertainStatuses = taskStatuses.filter((status) => chargeOf(status, null) === "uncertain");

const uncertain = ({ db }: Patient) =>
  pages((after, take) =>
    db.task.findMany({
      where: {
        id: { gt: after },
        sandbox: false,
        OR: [
          { status: { in: uncertainStatuses } },
          { status: "failed", failureCharged: "unknown" },
        ],
      },
      orderBy: { id: "asc" },
      take,
    }),
  );
