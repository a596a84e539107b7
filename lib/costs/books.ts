import "server-only";
import { type Db, join, sql, type Tx } from "@/lib/db";
import type { Charged } from "@/lib/failure";
import { importedChannel } from "@/lib/task/origin";
import { chargeOf, type TaskStatus } from "@/lib/task/status";
import { addSums, noSums, type Sums } from "./sums";

/** The money of one channel and model in one span of time. */
export interface BookLine {
  /** Which span: its place in what was asked. */
  span: number;
  channel: string;
  model: string;
  sums: Sums;
  tasks: number;
}

/** From the first instant on, up to but not including the second. */
export interface Span {
  from: Date;
  to: Date;
}

/**
 * Reads the books: what was held, charged, released and is uncertain, by span, channel and model. All the tables and
 * the chart are sums of these lines, so they cannot disagree. A task counts on the day its price was held
 * (DECISIONS 24); a task in the trash, or without its film, stays in the books.
 * @param sandbox the play money of the sandbox, or real money: never both.
 * @param spans at most a few hundred; each is a range of one index (`Task_books_idx`).
 */
export async function readBooks(
  db: Db | Tx,
  sandbox: boolean,
  spans: readonly Span[],
): Promise<BookLine[]> {
  if (spans.length === 0) return [];
  const parts = spans.map((span, place) => groupsOf(sandbox, span, place));
  // One statement: a task that is sent again while it is read is in one state, not in two.
  return linesOf(await db.$queryRaw<Group[]>(join(parts, " UNION ALL ")));
}

/** What SQL adds up. Whether a small figure comes as a number or as a bigint is the driver's choice. */
interface Group {
  span: bigint | number;
  channel: string;
  model: string;
  status: TaskStatus;
  failureCharged: Charged | null;
  price: bigint | number;
  doubt: bigint | number;
  tasks: bigint | number;
}

const groupsOf = (sandbox: boolean, { from, to }: Span, place: number) => sql`
  SELECT CAST(${place} AS INTEGER) AS "span", "channel", "model", "status", "failureCharged",
    CAST(SUM("priceMicros") AS BIGINT) AS "price", CAST(SUM("doubtMicros") AS BIGINT) AS "doubt",
    CAST(COUNT(*) AS INTEGER) AS "tasks"
  FROM "Task" WHERE "sandbox" = ${sandbox} AND "heldAt" >= ${from} AND "heldAt" < ${to}
    AND "channel" <> ${importedChannel}
  GROUP BY "channel", "model", "status", "failureCharged"`;

function linesOf(groups: Group[]): BookLine[] {
  const lines = new Map<string, BookLine>();
  for (const { channel, model, tasks, ...group } of groups) {
    const span = Number(group.span);
    const name = JSON.stringify([span, channel, model]);
    const line = lines.get(name) ?? { span, channel, model, sums: noSums(), tasks: 0 };
    line.sums = addSums(line.sums, sumsOf(group));
    line.tasks += Number(tasks);
    lines.set(name, line);
  }
  return [...lines.values()];
}

/** The one rule for what became of money is `chargeOf`; what earlier sendings may have cost stays uncertain. */
function sumsOf({
  status,
  failureCharged,
  price,
  doubt,
}: Pick<Group, "status" | "failureCharged" | "price" | "doubt">): Sums {
  const sums = noSums();
  sums[chargeOf(status, failureCharged)] += BigInt(price);
  sums.uncertain += BigInt(doubt);
  return sums;
}

/** The sum of all lines. */
export const totalOf = (lines: readonly { sums: Sums }[]): Sums =>
  lines.reduce((total, { sums }) => addSums(total, sums), noSums());
