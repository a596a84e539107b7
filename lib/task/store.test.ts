import { beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { defaultBudget, writeBudget } from "@/lib/settings/budget";
import { testDb } from "@/test/support/db";
import { claimOne, recordTasks, rowOf, taskAt, taskInput } from "@/test/support/tasks";
import { LeaseLostError, writeOutcome } from "./lease";
import { taskStatuses } from "./status";
import { cancelTask, createBatch, createTasks, deleteTask } from "./store";

const now = new Date("2026-11-20T12:00:00Z");
const later = new Date("2026-11-20T12:01:00Z");
let db: Db;
beforeEach(() => {
  db = testDb().db;
});

describe("createTasks", () => {
  it("writes a waiting, due task for each take, with its price frozen and its first event", async () => {
    const ids = await recordTasks(db, now, { takes: 3 });
    const rows = await db.task.findMany({ include: { events: true }, orderBy: { take: "asc" } });
    expect(rows.map((row) => row.id)).toEqual(ids);
    expect(rows.map((row) => row.take)).toEqual([0, 1, 2]);
    for (const row of rows) {
      expect(row).toMatchObject({ status: "waiting", priceMicros: 400_000n, dueAt: now });
      expect(row.events).toMatchObject([{ from: null, to: "waiting", at: now }]);
    }
  });

  it("gives back the first press's tasks when it is replayed (FAULTS 18)", async () => {
    const input = taskInput({ takes: 2 });
    const intent = { input, eachMicros: 400_000n, sandbox: false, monthBudgetMicros: null };
    const first = await createTasks(db, intent, now);
    const second = await createTasks(db, { ...intent, eachMicros: 999n }, later);
    expect(second).toEqual(first);
    expect(await db.task.count()).toBe(2);
  });

  it("is one intent however often it is pressed at once (FAULTS 17)", async () => {
    const intent = {
      input: taskInput({ takes: 2 }),
      eachMicros: 400_000n,
      sandbox: false,
      monthBudgetMicros: null,
    };
    const presses = Array.from({ length: 10 }, () => createTasks(db, intent, now));
    const answers = await Promise.all(presses);
    expect(new Set(answers.map((ids) => ids.join())).size).toBe(1);
    expect(await db.task.count()).toBe(2);
  });
});

describe("the environment's budget", () => {
  const press = (takes: number, changes = {}) =>
    createTasks(
      db,
      {
        input: taskInput({ takes }),
        eachMicros: 400_000n,
        sandbox: false,
        monthBudgetMicros: 2_000_000n,
        ...changes,
      },
      now,
    );

  it.each([
    ["released", { status: "failed", failureCharged: "no" }, true],
    ["withdrawn", { status: "canceled" }, true],
    ["billed though it failed", { status: "failed", failureCharged: "yes" }, false],
    ["uncertain", { status: "unconfirmed" }, false],
    ["of another month", { heldAt: new Date("2026-10-31T23:59:59Z") }, true],
  ] as const)("counts what is bound: a task that is %s", async (_what, row, free) => {
    await writeBudget(db, { ...defaultBudget(), timeZone: "UTC" }, now);
    await press(5);
    await db.task.updateMany({ data: row });
    const again = press(1);
    await (free ? expect(again).resolves.toHaveLength(1) : expect(again).rejects.toThrow());
  });

  it("is not touched by the sandbox", async () => {
    await press(5, { sandbox: true });
    expect(await press(5)).toHaveLength(5);
  });
});

describe("createBatch", () => {
  const fox = taskInput();
  const hare = taskInput({ prompt: "A hare in a field", size: "720x1280", takes: 2 });
  const batch = {
    intentKey: fox.intentKey,
    films: [
      { input: fox, eachMicros: 400_000n },
      { input: hare, eachMicros: 800_000n },
    ],
    sandbox: false,
    monthBudgetMicros: 2_000_000n,
  };

  it("records every take of every film, each at its own price", async () => {
    const ids = await createBatch(db, batch, now);
    const rows = await db.task.findMany({ orderBy: { take: "asc" } });
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(
      rows.map(({ take, prompt, size, priceMicros }) => [take, prompt, size, priceMicros]),
    ).toEqual([
      [0, fox.prompt, "1280x720", 400_000n],
      [1, hare.prompt, "720x1280", 800_000n],
      [2, hare.prompt, "720x1280", 800_000n],
    ]);
  });

  it("is one intent however often it is pressed at once (FAULTS 17, 18)", async () => {
    const presses = Array.from({ length: 6 }, () => createBatch(db, batch, now));
    const answers = await Promise.all(presses);
    expect(new Set(answers.map((ids) => ids.join())).size).toBe(1);
    expect(await db.task.count()).toBe(3);
  });

  it("records nothing of what the budget does not cover as a whole (FAULTS 49)", async () => {
    const dear = { ...batch, monthBudgetMicros: 1_999_999n };
    await expect(createBatch(db, dear, now)).rejects.toMatchObject({
      leftMicros: 1_999_999n,
      askedMicros: 2_000_000n,
    });
    expect(await db.task.count()).toBe(0);
  });
});

describe("deleteTask", () => {
  it.each([
    ["completed", []],
    ["failed", []],
    ["archiving", []],
    ["queued", null],
    ["unconfirmed", null],
    ["waiting", null],
  ] as const)("a task that is %s", async (status, keys) => {
    const id = await taskAt(db, now, { status });
    expect(await deleteTask(db, id)).toEqual(keys);
    expect(await db.task.count()).toBe(keys ? 0 : 1);
  });
});

describe("cancelTask", () => {
  it("withdraws a waiting task for good", async () => {
    const [id = ""] = await recordTasks(db, now);
    expect(await cancelTask(db, id, later)).toBe("canceled");
    expect(await rowOf(db, id)).toMatchObject({
      status: "canceled",
      dueAt: null,
      settledAt: later,
    });
    expect(await cancelTask(db, id, later)).toBe("canceled");
    expect(await db.taskEvent.count({ where: { to: "canceled" } })).toBe(1);
  });

  it("takes the row away from a worker that is about to send it", async () => {
    const [id = ""] = await recordTasks(db, now);
    const task = await claimOne(db, now, "waiting");
    await cancelTask(db, id, now);
    await expect(writeOutcome(db, task, { to: "submitting", dueAt: now }, now)).rejects.toThrow(
      LeaseLostError,
    );
    expect((await rowOf(db, id)).status).toBe("canceled");
  });

  it.each(taskStatuses.filter((status) => status !== "waiting" && status !== "canceled"))(
    "leaves a task alone that is %s",
    async (status) => {
      const id = await taskAt(db, now, { status });
      expect(await cancelTask(db, id, later)).toBe(status);
      expect((await rowOf(db, id)).status).toBe(status);
    },
  );

  it("knows no task that does not exist", async () => {
    expect(await cancelTask(db, "01930000-0000-7000-8000-000000000000", now)).toBeNull();
  });
});
