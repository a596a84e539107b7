import { describe, expect, it } from "vitest";
import { testDb } from "@/test/support/db";
import { taskAt } from "@/test/support/tasks";
import { neighboursOf } from "./neighbours";

const now = new Date("2026-11-20T12:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);

describe("neighboursOf", () => {
  it("finds the finished films on either side, also among takes of one moment", async () => {
    const { db } = testDb();
    const film = (ms: number) => taskAt(db, at(ms), { status: "completed" });
    const oldest = await film(0);
    await taskAt(db, at(1), { status: "failed" });
    const take1 = await film(2);
    const take2 = await film(2);
    const newest = await film(3);
    const order = [newest, ...[take1, take2].sort().reverse(), oldest];

    for (const [place, id] of order.entries()) {
      const { createdAt } = await db.task.findUniqueOrThrow({ where: { id } });
      const beside = await neighboursOf(db, { id, createdAt: createdAt.toISOString() });
      expect(beside).toEqual({ newer: order[place - 1] ?? null, older: order[place + 1] ?? null });
    }
  });

  it("finds them for a task that is not finished", async () => {
    const { db } = testDb();
    const film = await taskAt(db, now, { status: "completed" });
    const waiting = await taskAt(db, at(1), { status: "waiting" });
    expect(await neighboursOf(db, { id: waiting, createdAt: at(1).toISOString() })).toEqual({
      newer: null,
      older: film,
    });
  });
});
