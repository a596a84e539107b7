import { describe, expect, it } from "vitest";
import { bothDatabases, scope, tasksOf } from "@/test/support/library";
import { libraryDays } from "./days";
import { libraryFacets } from "./facets";
import { neighboursIn } from "./neighbours";

describe.each(bothDatabases)("counts on %s", (_name, open) => {
  it("say what each value would find, were its own filter open", async () => {
    const db = await open();
    await tasksOf(db, [
      { model: "sora-2-pro", aspect: 0.5, favourite: true },
      { model: "sora-2-pro", seconds: 8, prompt: "A paper boat" },
      { aspect: 1, favourite: true },
      { status: "failed" },
      { shelf: "trash" },
    ]);
    const all = await libraryFacets(db, await scope(db));
    expect(all).toMatchObject({
      total: 3,
      status: [
        { value: "completed", count: 3 },
        { value: "failed", count: 1 },
      ],
      channel: [{ value: "sora-official", count: 3 }],
      model: [
        { value: "sora-2", count: 1 },
        { value: "sora-2-pro", count: 2 },
      ],
      seconds: [
        { value: 4, count: 2 },
        { value: 8, count: 1 },
      ],
      shape: [
        { value: "landscape", count: 1 },
        { value: "portrait", count: 1 },
        { value: "square", count: 1 },
      ],
      ...{ favourite: 2, trash: 1, tag: [], ignored: [] },
    });
    const pro = await libraryFacets(db, await scope(db, { model: ["sora-2-pro"] }));
    expect(pro).toMatchObject({ total: 2, favourite: 1, model: all.model });
    const found = await libraryFacets(db, await scope(db, { text: "boat" }));
    expect(found).toMatchObject({ total: 1, shape: [{ value: "landscape", count: 1 }] });
  });

  it("of days are those of the user's calendar, through daylight saving", async () => {
    const db = await open();
    await tasksOf(db, [
      // In New York: the evening of the 8th, then the 9th, both sides of the change on 8 March 2026.
      { at: "2026-03-08T04:59:59Z" },
      { at: "2026-03-08T05:00:00Z" },
      { at: "2026-03-09T03:59:59Z", aspect: 0.5 },
      { at: "2026-03-09T04:00:00Z" },
    ]);
    const aspects = Math.round((1280 / 720) * 1000) / 1000;
    const days = await libraryDays(db, await scope(db, {}, "America/New_York"));
    expect(days).toEqual({
      total: 4,
      days: [
        { day: "2026-03-09", count: 1, aspects },
        { day: "2026-03-08", count: 2, aspects: Math.round((1280 / 720 + 0.5) * 1000) / 1000 },
        { day: "2026-03-07", count: 1, aspects },
      ],
      ignored: [],
    });
    const oldest = await libraryDays(db, await scope(db, { sort: "oldest" }));
    expect(oldest.days.map(({ day, count }) => [day, count])).toEqual([
      ["2026-03-08", 2],
      ["2026-03-09", 2],
    ]);
    const found = await libraryDays(db, await scope(db, { text: "fox", from: "2026-03-09" }));
    expect(found.total).toBe(2);
    expect((await libraryDays(db, await scope(db, { text: "walrus" }))).days).toEqual([]);
  });

  it("neighbours are those of the list", async () => {
    const db = await open();
    const [a = "", b = "", c = "", d = ""] = await tasksOf(db, [
      { priceMicros: 3n },
      { priceMicros: 1n },
      { priceMicros: 2n },
      { status: "failed", priceMicros: 9n },
    ]);
    expect(await neighboursIn(db, await scope(db), b)).toEqual({ previous: c, next: a });
    expect(await neighboursIn(db, await scope(db), d)).toEqual({ previous: null, next: c });
    const dearest = await scope(db, { sort: "dearest" });
    expect(await neighboursIn(db, dearest, c)).toEqual({ previous: a, next: b });
    expect(await neighboursIn(db, dearest, crypto.randomUUID())).toBeNull();
  });
});
