import { beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { testDb } from "@/test/support/db";
import { recordTasks, taskAt } from "@/test/support/tasks";
import { decodeCursor, encodeCursor } from "./cursor";
import { getTask, listTasks } from "./read";

const now = new Date("2026-11-20T12:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);
let db: Db;
beforeEach(() => {
  db = testDb().db;
});

describe("listTasks", () => {
  it("pages through everything once, newest first, also where times are equal", async () => {
    for (let press = 0; press < 4; press++) await recordTasks(db, at(press * 1_000), { takes: 5 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTasks(db, { limit: 3, cursor });
      seen.push(...page.tasks.map((task) => task.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = await db.task.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
    expect(seen).toEqual(all.map((row) => row.id));
  });

  it("goes on from a cursor whose task is gone", async () => {
    await recordTasks(db, now, { takes: 4 });
    const first = await listTasks(db, { limit: 2 });
    await db.task.delete({ where: { id: first.tasks[1]?.id ?? "" } });
    const second = await listTasks(db, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(second.tasks).toHaveLength(2);
    expect(second.nextCursor).toBeNull();
  });

  it("filters by status, live and settled", async () => {
    const failed = await taskAt(db, now, { status: "failed" });
    const waiting = await taskAt(db, at(1), { status: "waiting" });
    const unconfirmed = await taskAt(db, at(2), { status: "unconfirmed" });
    const ids = async (status: "live" | "settled" | "failed") =>
      (await listTasks(db, { status })).tasks.map((task) => task.id);
    expect(await ids("live")).toEqual([unconfirmed, waiting]);
    expect(await ids("settled")).toEqual([failed]);
    expect(await ids("failed")).toEqual([failed]);
  });

  it("tells the browser nothing of leases, intents or storage", async () => {
    await recordTasks(db, now);
    const [task] = (await listTasks(db)).tasks;
    const text = JSON.stringify(task);
    for (const word of ["lease", "intentKey", "resultUrl", "dueAt"])
      expect(text).not.toContain(word);
    expect(task).toMatchObject({
      priceMicros: 400_000,
      charge: "held",
      failure: null,
      video: null,
    });
  });
});

describe("getTask", () => {
  it("brings the history in order", async () => {
    const [id = ""] = await recordTasks(db, now);
    const task = await getTask(db, id);
    expect(task?.events).toMatchObject([{ from: null, to: "waiting", at: now.toISOString() }]);
  });

  it("is null for an unknown id", async () => {
    expect(await getTask(db, "nobody")).toBeNull();
  });
});

describe("a cursor", () => {
  const cursor = { createdAt: now, id: "01930000-0000-7000-8000-000000000000" };

  it("survives the way through a URL", () => {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  it.each(["", "nonsense", "e30", "WzEsMl0", "W25vdyxudWxsXQ", encodeCursor(cursor).slice(0, -4)])(
    "from nowhere is refused: %j",
    (text) => {
      expect(decodeCursor(text)).toBeNull();
    },
  );
});
