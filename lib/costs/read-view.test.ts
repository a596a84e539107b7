import { beforeEach, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { type BudgetSettings, defaultBudget, writeBudget } from "@/lib/settings/budget";
import { testDb } from "@/test/support/db";
import { taskAt } from "@/test/support/tasks";
import { overBudget } from "./over";
import { readBooksView, readBudgetView } from "./read-view";
import type { CostLine } from "./view";

const noon = new Date("2026-11-20T12:00:00Z");
let db: Db;
beforeEach(() => {
  db = testDb().db;
});
const set = (changes: Partial<BudgetSettings>) =>
  writeBudget(db, { ...defaultBudget(), timeZone: "UTC", ...changes }, noon);

it("tells every day of a range, and the same sums by day, model and channel", async () => {
  await set({ timeZone: "Asia/Shanghai" });
  // Late on the 19th in UTC is the 20th in Shanghai.
  await taskAt(db, new Date("2026-11-19T17:00:00Z"), { status: "completed" });
  await taskAt(db, noon, { status: "unconfirmed" }, { channel: "sora-async" });
  await taskAt(db, noon, { status: "queued" }, { model: "sora-2-pro" });
  await taskAt(db, noon, { status: "completed", shelf: "trash" });
  await taskAt(db, noon, { status: "completed", shelf: "purged" });
  const range = { from: "2026-11-19", to: "2026-11-21" };
  const books = await readBooksView(db, { range, sandbox: false });
  expect(books.spans.map(({ from, tasks }) => [from, tasks])).toEqual([
    ["2026-11-19", 0],
    ["2026-11-20", 5],
    ["2026-11-21", 0],
  ]);
  const sum = (lines: CostLine[]) =>
    lines.reduce(
      (total, { sums, tasks }) => ({
        charged: total.charged + sums.charged,
        held: total.held + sums.held,
        uncertain: total.uncertain + sums.uncertain,
        released: total.released + sums.released,
        tasks: total.tasks + tasks,
      }),
      { charged: 0, held: 0, uncertain: 0, released: 0, tasks: 0 },
    );
  for (const lines of [books.spans, books.models, books.channels]) {
    expect(sum(lines)).toEqual({ ...books.total.sums, tasks: books.total.tasks });
  }
  expect(books.total.sums).toEqual({
    charged: 1_200_000,
    held: 400_000,
    uncertain: 400_000,
    released: 0,
  });
});

it.each([
  [{ monthMicros: 1_000_001n }, false, [600_001]],
  [{ monthMicros: 500_000n }, true, [100_000]],
  [{ monthMicros: 500_000n, warnPercent: 81 }, false, [100_000]],
  [{ monthMicros: 0n }, true, [0]],
  [{ dayMicros: 100n }, true, [0]],
])("with %o it warns: %s", async (changes, isWarning, left) => {
  await taskAt(db, noon, { status: "unconfirmed" });
  await set(changes);
  const { caps } = await readBudgetView(db, null, noon);
  expect(caps.map(({ leftMicros }) => leftMicros)).toEqual(left);
  expect(caps[0]?.isWarning).toBe(isWarning);
});

it("says beforehand which cap a sum would pass, as the server judges it", async () => {
  await set({ monthMicros: 900_000n, dayMicros: 500_000n });
  const budget = await readBudgetView(db, 1_000_000n, noon);
  const capAt = (micros: number) => overBudget(budget, micros)?.cap ?? null;
  expect([500_000, 500_001, 900_001, 1_000_001].map(capAt)).toEqual([
    null,
    "day",
    "month",
    "ceiling",
  ]);
});
