import { beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { createTasks } from "@/lib/task/store";
import { testDb } from "@/test/support/db";
import { taskInput } from "@/test/support/tasks";
import {
  type BudgetSettings,
  defaultBudget,
  OverBudgetError,
  presentOf,
  readBudget,
  writeBudget,
} from "./budget";

const noon = new Date("2026-11-20T12:00:00Z");
let db: Db;
beforeEach(() => {
  db = testDb().db;
});

const set = (changes: Partial<BudgetSettings>) =>
  writeBudget(db, { ...defaultBudget(), timeZone: "UTC", ...changes }, noon);

const press = (
  now: Date,
  changes: { takes?: number; agreedMicros?: bigint; ceiling?: bigint } = {},
) =>
  createTasks(
    db,
    {
      input: taskInput({ takes: changes.takes ?? 1 }),
      eachMicros: 400_000n,
      sandbox: false,
      monthBudgetMicros: changes.ceiling ?? null,
      agreedMicros: changes.agreedMicros ?? null,
    },
    now,
  );

describe("the settings", () => {
  it("are what was set, to the micro-dollar, and no caps before", async () => {
    expect(await readBudget(db)).toMatchObject({ monthMicros: null, dayMicros: null });
    const budget = {
      monthMicros: 999_999_999_999n,
      dayMicros: 1n,
      warnPercent: 55,
      timeZone: "Asia/Shanghai",
    };
    await writeBudget(db, budget, noon);
    expect(await readBudget(db)).toEqual(budget);
  });

  it.each([[{ monthMicros: -1 }], [{ timeZone: "Mars/Olympus" }], ["nonsense"]])(
    "let nothing be bought when %j stands there",
    async (value) => {
      await db.setting.create({ data: { key: "budget", value, updatedAt: noon } });
      await expect(press(noon)).rejects.toThrow(OverBudgetError);
      await set({});
      expect(await press(noon)).toHaveLength(1);
    },
  );
});

describe("the caps", () => {
  it("let through what they cover, whole or not at all", async () => {
    await set({ monthMicros: 2_000_000n });
    await press(noon, { takes: 3 });
    await expect(press(noon, { takes: 3 })).rejects.toMatchObject({
      cap: "month",
      leftMicros: 800_000n,
      askedMicros: 1_200_000n,
    });
    expect(await db.task.count()).toBe(3);
    expect(await press(noon, { takes: 2 })).toHaveLength(2);
  });

  it("are never passed by racing submissions (FAULTS 49)", async () => {
    await set({ monthMicros: 5_000_000n, dayMicros: 2_000_000n });
    const presses = await Promise.allSettled(Array.from({ length: 12 }, () => press(noon)));
    expect(presses.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await db.task.count()).toBe(5);
  });

  it("yield to an agreement to exactly the price, and to no other", async () => {
    await set({ monthMicros: 500_000n, dayMicros: 300_000n });
    await expect(press(noon)).rejects.toMatchObject({ cap: "day" });
    for (const agreedMicros of [399_999n, 400_001n, 1_000_000n]) {
      await expect(press(noon, { agreedMicros })).rejects.toThrow(OverBudgetError);
    }
    expect(await press(noon, { agreedMicros: 400_000n })).toHaveLength(1);
    await expect(press(noon)).rejects.toMatchObject({ cap: "month", leftMicros: 100_000n });
  });

  it("of the environment yield to nothing", async () => {
    await set({ monthMicros: 9_000_000n });
    const sold = press(noon, { ceiling: 399_999n, agreedMicros: 400_000n });
    await expect(sold).rejects.toMatchObject({ cap: "ceiling", leftMicros: 399_999n });
  });

  it.each([
    // Havana has two midnights on this day; New York's month begins at 04:00 UTC.
    ["America/New_York", "2026-11-01T03:59:59.999Z", "2026-11-01T04:00:00Z"],
    ["Asia/Shanghai", "2026-10-31T15:59:59.999Z", "2026-10-31T16:00:00Z"],
    ["Europe/Berlin", "2026-10-31T22:59:59.999Z", "2026-10-31T23:00:00Z"],
  ])("begin anew with the month of %s", async (timeZone, last, first) => {
    await set({ monthMicros: 400_000n, timeZone });
    await press(new Date(last));
    await expect(press(new Date(last))).rejects.toMatchObject({ cap: "month" });
    expect(await press(new Date(first))).toHaveLength(1);
  });

  it("give a day of 25 hours one day's budget", async () => {
    await set({ dayMicros: 400_000n, timeZone: "Europe/Berlin" });
    await press(new Date("2026-10-24T22:00:00Z"));
    await expect(press(new Date("2026-10-25T22:59:59Z"))).rejects.toMatchObject({ cap: "day" });
    expect(await press(new Date("2026-10-25T23:00:00Z"))).toHaveLength(1);
  });

  it("count what a clock that was set back has dated ahead", async () => {
    await set({ monthMicros: 400_000n });
    await press(new Date("2027-01-05T00:00:00Z"));
    await expect(press(noon)).rejects.toMatchObject({ cap: "month", leftMicros: 0n });
  });
});

it("knows the present day and month of a zone", () => {
  expect(presentOf(new Date("2026-12-31T20:00:00Z"), "Asia/Shanghai")).toEqual({
    day: "2027-01-01",
    dayStart: new Date("2026-12-31T16:00:00Z"),
    dayEnd: new Date("2027-01-01T16:00:00Z"),
    monthStart: new Date("2026-12-31T16:00:00Z"),
    monthEnd: new Date("2027-01-31T16:00:00Z"),
  });
});
