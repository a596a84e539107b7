import { beforeEach, describe, expect, it } from "vitest";
import type { Db, Task } from "@/lib/db";
import { chargeOf, taskStatuses } from "@/lib/task/status";
import { testDb } from "@/test/support/db";
import { taskAt } from "@/test/support/tasks";
import { readBooks, totalOf } from "./books";
import { allFilms, type FilmsRequest, listFilms } from "./films";
import { charges } from "./sums";

const from = new Date("2026-11-01T00:00:00Z");
const to = new Date("2026-12-01T00:00:00Z");
const day = (date: number) => new Date(Date.UTC(2026, 10, date));
const all: FilmsRequest = { sandbox: false, span: { from, to } };
let db: Db;
beforeEach(() => {
  db = testDb().db;
});

const idsOf = async (request: FilmsRequest, limit?: number) => {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listFilms(db, { ...request, cursor: cursor ?? undefined }, limit);
    ids.push(...page.films.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return ids;
};

async function everyState(): Promise<void> {
  for (const [place, status] of taskStatuses.entries()) {
    if (status !== "failed") await taskAt(db, day(place + 1), { status });
  }
  for (const failureCharged of ["no", "yes", "unknown", null]) {
    await taskAt(db, day(20), { status: "failed", failureCharged });
  }
  await taskAt(db, day(21), { status: "completed", doubtMicros: 5n });
}

it("finds the films behind every sum, and no others", async () => {
  await everyState();
  for (const charge of charges) {
    const { films } = await listFilms(db, { ...all, charge }, 100);
    const sum = films.reduce(
      (total, film) =>
        total +
        (film.charge === charge ? film.priceMicros : 0) +
        (charge === "uncertain" ? film.doubtMicros : 0),
      0,
    );
    const books = totalOf(await readBooks(db, false, [{ from, to }]));
    expect(BigInt(sum), charge).toBe(books[charge]);
    for (const film of films) {
      expect(film.charge === charge || film.doubtMicros > 0, charge).toBe(true);
    }
  }
});

describe("the pages", () => {
  it("are the newest holds first, each once, also of the same instant", async () => {
    for (let each = 0; each < 7; each++) await taskAt(db, day(5), {});
    await taskAt(db, day(6), { shelf: "purged" });
    await taskAt(db, day(6), { sandbox: true });
    await taskAt(db, new Date(to), {});
    const ids = await idsOf(all, 3);
    expect(new Set(ids).size).toBe(8);
    expect(ids).toEqual(await idsOf(all, 100));
  });

  it("are of one channel and model where asked", async () => {
    await taskAt(db, day(5), {}, { channel: "sora-async" });
    await taskAt(db, day(5), {}, { model: "sora-2-pro" });
    await taskAt(db, day(5), {});
    expect(await idsOf({ ...all, channel: "sora-async" })).toHaveLength(1);
    expect(await idsOf({ ...all, channel: "sora-official", model: "sora-2" })).toHaveLength(1);
  });

  it("of a file are the oldest first, and add up to the books", async () => {
    await everyState();
    const rows: Task[] = [];
    for await (const page of allFilms(db, all)) rows.push(...page);
    expect(rows.map(({ heldAt }) => heldAt)).toEqual(
      rows.map(({ heldAt }) => heldAt).sort((a, b) => a.getTime() - b.getTime()),
    );
    const books = totalOf(await readBooks(db, false, [{ from, to }]));
    const sum = rows.reduce((total, row) => total + row.priceMicros + row.doubtMicros, 0n);
    expect(sum).toBe(charges.reduce((total, charge) => total + books[charge], 0n));
    expect(rows.filter(({ status }) => chargeOf(status, null) === "held").length).toBe(5);
  });
});
