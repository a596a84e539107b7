import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import type { Charged } from "@/lib/failure";
import { assertBudget, presentOf, spendingAt } from "@/lib/settings/budget";
import { chargeOf, type TaskStatus, taskStatuses } from "@/lib/task/status";
import { testDb } from "@/test/support/db";
import { testPostgres } from "@/test/support/postgres";
import { taskAt } from "@/test/support/tasks";
import { type BookLine, readBooks, totalOf } from "./books";
import { noSums } from "./sums";

const now = new Date("2026-11-20T12:00:00Z");
const hour = 3_600_000;
const at = (hours: number) => new Date(now.getTime() + hours * hour);

const databases: [string, () => Promise<Db>][] = [
  ["SQLite", async () => testDb().db],
  ["PostgreSQL", testPostgres],
];

describe.each(databases)("the books on %s", (_name, open) => {
  it("say what became of each price, by span, channel and model", async () => {
    const db = await open();
    await taskAt(db, now, { status: "completed" });
    await taskAt(db, now, { status: "failed", failureCharged: "no" });
    await taskAt(db, now, { status: "failed", failureCharged: "yes", model: "sora-2-pro" });
    await taskAt(db, at(24), { status: "unconfirmed", doubtMicros: 400_000n });
    await taskAt(db, at(24), { status: "queued", channel: "sora-async" });
    await taskAt(db, now, { status: "completed", sandbox: true, priceMicros: 7n });

    const spans = [
      { from: now, to: at(24) },
      { from: at(24), to: at(48) },
      { from: at(48), to: at(72) },
    ];
    const lines = await readBooks(db, false, spans);
    const official = { channel: "sora-official", model: "sora-2" };
    expect(inOrder(lines)).toEqual([
      {
        ...{ span: 0, ...official, tasks: 2 },
        sums: { ...noSums(), charged: 400_000n, released: 400_000n },
      },
      {
        ...{ span: 0, ...official, model: "sora-2-pro", tasks: 1 },
        sums: { ...noSums(), charged: 400_000n },
      },
      {
        ...{ span: 1, ...official, channel: "sora-async", tasks: 1 },
        sums: { ...noSums(), held: 400_000n },
      },
      { ...{ span: 1, ...official, tasks: 1 }, sums: { ...noSums(), uncertain: 800_000n } },
    ]);
    expect(totalOf(await readBooks(db, true, spans))).toEqual({ ...noSums(), charged: 7n });
    expect(await readBooks(db, false, [])).toEqual([]);
  });

  it("put a task on one side of an instant, to the millisecond", async () => {
    const db = await open();
    await taskAt(db, new Date(now.getTime() - 1), { status: "completed" });
    await taskAt(db, now, { status: "completed" });
    const [before, after] = [
      { from: at(-1), to: now },
      { from: now, to: at(1) },
    ];
    const lines = await readBooks(db, false, [before, after]);
    expect(lines.map(({ span, tasks }) => [span, tasks])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it("add up sums that no 32 bits hold", async () => {
    const db = await open();
    await taskAt(db, now, { status: "completed", priceMicros: 900_000_000_000n });
    await taskAt(db, now, { status: "completed", priceMicros: 900_000_000_001n });
    const lines = await readBooks(db, false, [{ from: now, to: at(1) }]);
    expect(totalOf(lines).charged).toBe(1_800_000_000_001n);
  });

  it("tell the budget what is spent, and take purchases one after the other", async () => {
    const db = await open();
    await taskAt(db, at(-24), { status: "completed" });
    await taskAt(db, now, { status: "waiting" });
    const { day, month } = await spendingAt(db, presentOf(now, "UTC"));
    expect([day, month]).toEqual([
      { ...noSums(), held: 400_000n },
      { ...noSums(), held: 400_000n, charged: 400_000n },
    ]);
    const buy = (micros: bigint) =>
      db.$transaction((tx) => assertBudget(tx, { micros, ceilingMicros: 1_000_000n }, now));
    await buy(200_000n);
    await expect(buy(200_001n)).rejects.toMatchObject({ cap: "ceiling", leftMicros: 200_000n });
  });
});

const inOrder = (lines: BookLine[]) =>
  lines.sort((a, b) => nameOf(a).localeCompare(nameOf(b), "en"));
const nameOf = ({ span, channel, model }: BookLine) => `${span} ${channel} ${model}`;

describe("whatever became of the tasks", () => {
  const task = fc.record({
    status: fc.constantFrom(...taskStatuses),
    charged: fc.constantFrom<(Charged | null)[]>("no", "yes", "unknown", null),
    price: fc.bigInt({ min: 0n, max: 10_000_000_000n }),
    doubt: fc.bigInt({ min: 0n, max: 20_000_000_000n }),
    hours: fc.integer({ min: -40, max: 40 }),
  });

  it("held, charged, released and uncertain are the sum of what was ever held", async () => {
    const { db } = testDb();
    await fc.assert(
      fc.asyncProperty(fc.array(task, { maxLength: 12 }), async (tasks) => {
        await db.task.deleteMany();
        for (const { status, charged, price, doubt, hours } of tasks) {
          const failure = status === "failed" ? charged : null;
          const row = { status, failureCharged: failure, priceMicros: price, doubtMicros: doubt };
          await taskAt(db, at(hours), row);
        }
        const borders = [-41, -7, 0, 13, 41].map(at);
        const spans = borders.slice(1).map((to, place) => ({ from: borders[place] ?? to, to }));
        const total = totalOf(await readBooks(db, false, spans));
        const sum = (of: (one: (typeof tasks)[number]) => bigint) =>
          tasks.reduce((all, one) => all + of(one), 0n);
        expect(total.charged + total.held + total.released + total.uncertain).toBe(
          sum(({ price, doubt }) => price + doubt),
        );
        const chargeIs = (wanted: string) =>
          sum((one) => (chargeOf(...stateOf(one)) === wanted ? one.price : 0n));
        expect(total.charged).toBe(chargeIs("charged"));
        expect(total.held).toBe(chargeIs("held"));
        expect(total.released).toBe(chargeIs("released"));
      }),
      { numRuns: 25 },
    );
  });
});

const stateOf = ({
  status,
  charged,
}: {
  status: TaskStatus;
  charged: Charged | null;
}): [TaskStatus, Charged | null] => [status, status === "failed" ? charged : null];
