import { describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { libraryFacets } from "@/lib/library/facets";
import type { LibraryQuery } from "@/lib/library/query";
import { listLibrary } from "@/lib/library/read";
import { indexMissing } from "@/lib/search/entries";
import { bothDatabases, noon, scope, tasksOf } from "@/test/support/library";
import { rowOf } from "@/test/support/tasks";
import * as organise from "./organise";
import { getTask, listTasks } from "./read";

const found = async (db: Db, query: Partial<LibraryQuery>) =>
  (await listLibrary(db, await scope(db, query))).items.map(({ id }) => id);
const tagsIn = async (db: Db) => (await libraryFacets(db, await scope(db))).tag;

describe.each(bothDatabases)("order on %s", (_name, open) => {
  it("favourites and titles", async () => {
    const db = await open();
    const [a = "", b = ""] = await tasksOf(db, [{}, {}]);
    expect(await organise.setFavourite(db, [a, b], true)).toBe(2);
    expect(await organise.setFavourite(db, [a, crypto.randomUUID()], true)).toBe(0);
    expect(await organise.setFavourite(db, [b], false)).toBe(1);
    expect(await found(db, { favourite: true })).toEqual([a]);
    expect(await organise.setTitle(db, a, "Élan")).toBe(true);
    expect(await found(db, { text: "elan" })).toEqual([a]);
    expect(await organise.setTitle(db, a, null)).toBe(true);
    expect(await found(db, { text: "elan" })).toEqual([]);
    expect(await organise.setTitle(db, crypto.randomUUID(), "x")).toBe(false);
  });

  it("tags: the same in any case, found by filter and by search, gone with the last task", async () => {
    const db = await open();
    const [a = "", b = "", c = ""] = await tasksOf(db, [{}, {}, {}]);
    expect(await organise.addTag(db, [a, b], "Sea", noon)).toBe(2);
    expect(await organise.addTag(db, [b, c], "SEA", noon)).toBe(1);
    expect(await organise.addTag(db, [a], "雨夜", noon)).toBe(1);
    expect(await tagsIn(db)).toEqual([
      { value: "Sea", count: 3 },
      { value: "雨夜", count: 1 },
    ]);
    expect(await found(db, { tag: ["sea"] })).toEqual([c, b, a]);
    expect(await found(db, { tag: ["Sea", "雨夜"] })).toEqual([a]);
    expect(await found(db, { text: "雨" })).toEqual([a]);
    expect(await found(db, { text: "sea", tag: ["雨夜"] })).toEqual([a]);
    expect(await organise.removeTag(db, [a], "雨夜")).toBe(1);
    expect(await found(db, { text: "雨" })).toEqual([]);
    expect((await scope(db, { tag: ["雨夜"] })).ignored).toEqual([{ name: "tag", value: "雨夜" }]);
  });

  it("tags: renamed, made one, taken away", async () => {
    const db = await open();
    const [a = "", b = ""] = await tasksOf(db, [{}, {}]);
    await organise.addTag(db, [a, b], "see", noon);
    await organise.addTag(db, [b], "sea", noon);
    expect(await organise.renameTag(db, "see", "See")).toBe(true);
    expect((await tagsIn(db))[0]).toEqual({ value: "See", count: 2 });
    expect(await organise.renameTag(db, "see", "Sea")).toBe(true);
    await indexMissing(db);
    expect(await tagsIn(db)).toEqual([{ value: "sea", count: 2 }]);
    expect(await found(db, { text: "see" })).toEqual([]);
    expect(await found(db, { text: "sea" })).toEqual([b, a]);
    expect(await organise.deleteTag(db, "SEA")).toBe(true);
    await indexMissing(db);
    expect(await found(db, { text: "sea" })).toEqual([]);
    expect(await found(db, { text: "fox" })).toEqual([b, a]);
    expect(await organise.renameTag(db, "sea", "x")).toBe(false);
    expect(await organise.deleteTag(db, "sea")).toBe(false);
  });

  it("the trash: out of every list, whole when it comes back, and never what is still being made", async () => {
    const db = await open();
    const [film = "", live = "", failed = ""] = await tasksOf(db, [
      { favourite: true },
      { status: "in_progress" },
      { status: "failed" },
    ]);
    await organise.setTitle(db, film, "Mine");
    expect(await organise.trash(db, [film, live, failed], noon)).toBe(2);
    expect(await organise.trash(db, [film], noon)).toBe(0);
    expect(await found(db, {})).toEqual([live]);
    expect(await found(db, { trash: true })).toEqual([failed, film]);
    expect((await listTasks(db)).tasks.map(({ id }) => id)).toEqual([live]);
    expect(await getTask(db, film)).toMatchObject({ trashedAt: noon.toISOString() });
    expect(await organise.restore(db, [film, live, failed])).toBe(2);
    expect(await found(db, { favourite: true, text: "mine" })).toEqual([film]);
    expect((await rowOf(db, film)).trashedAt).toBeNull();
  });

  it("given up: nothing is left but what it cost", async () => {
    const db = await open();
    const [film = "", coming = "", kept = ""] = await tasksOf(db, [
      { title: "Mine" },
      { status: "archiving", dueAt: noon },
      {},
    ]);
    await organise.addTag(db, [film], "sea", noon);
    await organise.trash(db, [film, coming], noon);
    expect(await organise.purge(db, [film, coming, kept], noon)).toBe(1);
    expect(await rowOf(db, film)).toMatchObject({
      ...{ shelf: "purged", prompt: "", title: null, status: "completed" },
      ...{ priceMicros: 400_000n, channel: "sora-official" },
    });
    expect(await getTask(db, film)).toBeNull();
    expect(await found(db, { trash: true })).toEqual([coming]);
    expect(await tagsIn(db)).toEqual([]);
    expect(await organise.restore(db, [film])).toBe(0);
    expect(await organise.setTitle(db, film, "x")).toBe(false);
    expect(await organise.addTag(db, [film], "x", noon)).toBe(0);
  });
});
