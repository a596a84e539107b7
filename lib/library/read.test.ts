import { describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { bothDatabases, scope, tasksOf } from "@/test/support/library";
import type { LibraryQuery } from "./query";
import { type Anchor, anchorOf, listLibrary } from "./read";

const idsOf = async (
  db: Db,
  query: Partial<LibraryQuery> = {},
  anchor?: Anchor,
  limit?: number,
): Promise<string[]> =>
  (await listLibrary(db, await scope(db, query), anchor, limit)).items.map(({ id }) => id);

/** Every page from the beginning to the end, then back again. */
async function thereAndBack(db: Db, query: Partial<LibraryQuery>, limit: number) {
  const asked = await scope(db, query);
  const there: string[][] = [];
  const back: string[][] = [];
  let page = await listLibrary(db, asked, undefined, limit);
  expect(page.previous).toBeNull();
  for (;;) {
    there.push(page.items.map(({ id }) => id));
    if (!page.next) break;
    page = await listLibrary(db, asked, anchorOf(asked, { after: page.next }) ?? undefined, limit);
  }
  while (page.previous) {
    page = await listLibrary(
      db,
      asked,
      anchorOf(asked, { before: page.previous }) ?? undefined,
      limit,
    );
    back.unshift(page.items.map(({ id }) => id));
  }
  return { there, back };
}

describe.each(bothDatabases)("the library on %s", (_name, open) => {
  it("pages in every order, there and back, without losing or repeating one", async () => {
    const db = await open();
    const prices = [400_000n, 1_200_000n, 400_000n, 400_000n, 800_000n, 1_200_000n, 400_000n];
    const ids = await tasksOf(
      db,
      prices.map((priceMicros, at) => ({ priceMicros, seconds: at % 2 ? 4 : 8 })),
    );
    const at = (...places: number[]) => places.map((place) => ids[place]);
    const orders = {
      newest: at(6, 5, 4, 3, 2, 1, 0),
      oldest: at(0, 1, 2, 3, 4, 5, 6),
      dearest: at(5, 1, 4, 6, 3, 2, 0),
      longest: at(6, 4, 2, 0, 5, 3, 1),
    } as const;
    for (const [sort, expected] of Object.entries(orders)) {
      const { there, back } = await thereAndBack(db, { sort: sort as LibraryQuery["sort"] }, 3);
      expect([sort, ...there.flat()]).toEqual([sort, ...expected]);
      expect([sort, ...back.flat()]).toEqual([sort, ...expected.slice(0, 6)]);
    }
  });

  it("finds what every filter says, and nothing else", async () => {
    const db = await open();
    const [tall, wide, square, failed, live, trashed, purged] = await tasksOf(db, [
      { size: "720x1280", aspect: 0.5625, favourite: true },
      { model: "sora-2-pro", seconds: 12 },
      { aspect: 1, channel: "sora-async" },
      { status: "failed" },
      { status: "in_progress" },
      { shelf: "trash" },
      { shelf: "purged" },
    ]);
    expect(await idsOf(db)).toEqual([live, square, wide, tall]);
    expect(await idsOf(db, { shape: ["portrait"] })).toEqual([tall]);
    expect(await idsOf(db, { shape: ["portrait", "square"] })).toEqual([square, tall]);
    expect(await idsOf(db, { favourite: true })).toEqual([tall]);
    expect(await idsOf(db, { model: ["sora-2-pro"] })).toEqual([wide]);
    expect(await idsOf(db, { channel: ["sora-async"] })).toEqual([square]);
    expect(await idsOf(db, { seconds: [12, 30] })).toEqual([wide]);
    expect(await idsOf(db, { status: ["failed", "in_progress"] })).toEqual([live, failed]);
    expect(await idsOf(db, { trash: true })).toEqual([trashed]);
    expect(await idsOf(db, { trash: true, status: ["failed"] })).toEqual([]);
    expect(await idsOf(db, { favourite: true, shape: ["landscape"] })).toEqual([]);
    expect(purged).toBeDefined();
  });

  it("means the user's days", async () => {
    const db = await open();
    const [late, early] = await tasksOf(db, [
      { at: "2026-11-19T15:59:59.999Z" },
      { at: "2026-11-19T16:00:00Z" },
    ]);
    const ask = async (from: string | null, to: string | null, zone: string) =>
      (await listLibrary(db, await scope(db, { from, to }, zone))).items.map(({ id }) => id);
    expect(await ask("2026-11-20", null, "Asia/Shanghai")).toEqual([early]);
    expect(await ask(null, "2026-11-19", "Asia/Shanghai")).toEqual([late]);
    expect(await ask("2026-11-19", "2026-11-19", "UTC")).toEqual([early, late]);
  });

  it("goes on from a cursor whose task is gone", async () => {
    const db = await open();
    const ids = await tasksOf(db, [{}, {}, {}, {}]);
    const asked = await scope(db);
    const first = await listLibrary(db, asked, undefined, 2);
    await db.task.delete({ where: { id: ids[2] ?? "" } });
    const anchor = anchorOf(asked, { after: first.next ?? "" }) ?? undefined;
    const second = await listLibrary(db, asked, anchor, 2);
    expect(second.items.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    expect(second.next).toBeNull();
  });

  it("begins at any day, in both orders by time, and leads back from there", async () => {
    const db = await open();
    const ids = await tasksOf(
      db,
      ["2026-11-18", "2026-11-19", "2026-11-19", "2026-11-21"].map((day, at) => ({
        at: `${day}T0${at}:00:00Z`,
      })),
    );
    const from = (day: string): Anchor => ({ at: "day", day });
    expect(await idsOf(db, {}, from("2026-11-19"))).toEqual([ids[2], ids[1], ids[0]]);
    expect(await idsOf(db, {}, from("2026-11-20"))).toEqual([ids[2], ids[1], ids[0]]);
    expect(await idsOf(db, { sort: "oldest" }, from("2026-11-19"))).toEqual(ids.slice(1));
    const asked = await scope(db);
    const page = await listLibrary(db, asked, from("2026-11-19"), 1);
    const before = anchorOf(asked, { before: page.previous ?? "" }) ?? undefined;
    expect((await listLibrary(db, asked, before)).items.map(({ id }) => id)).toEqual([ids[3]]);
    const nothing = await listLibrary(db, asked, from("2020-01-01"));
    expect(nothing).toMatchObject({ items: [], next: null });
    const back = anchorOf(asked, { before: nothing.previous ?? "" }) ?? undefined;
    expect((await listLibrary(db, asked, back)).items).toHaveLength(4);
  });

  it("finds words from their beginning, Chinese of any length, titles and tags", async () => {
    const db = await open();
    const [foxes, rain, boat] = await tasksOf(db, [
      { prompt: "Two Foxes in a CAFÉ at dawn" },
      { prompt: "雨夜的街道，霓虹灯闪烁" },
      { prompt: "A paper boat" },
    ]);
    const found = (text: string) => idsOf(db, { text });
    expect(await found("fox")).toEqual([foxes]);
    expect(await found("cafe dawn")).toEqual([foxes]);
    expect(await found("ｆｏｘｅｓ")).toEqual([foxes]);
    expect(await found("oxes")).toEqual([]);
    expect(await found("雨")).toEqual([rain]);
    expect(await found("街道")).toEqual([rain]);
    expect(await found("霓虹灯")).toEqual([rain]);
    expect(await found("夜雨")).toEqual([]);
    expect(await found("a")).toEqual([boat, foxes]);
    expect(await found("fox 雨")).toEqual([]);
    expect(await idsOf(db, { text: "a", sort: "oldest" })).toEqual([foxes, boat]);
  });
});
