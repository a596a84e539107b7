import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db";
import { testDb } from "@/test/support/db";
import { tasksOf } from "@/test/support/library";
import { rowOf } from "@/test/support/tasks";
import * as actions from "./library";

const world = vi.hoisted(() => ({ db: null as Db | null, headers: new Headers() }));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));
vi.mock("next/headers", () => ({ headers: async () => world.headers }));

const db = (): Db => {
  if (!world.db) throw new Error("no database");
  return world.db;
};
beforeEach(() => {
  world.db = testDb().db;
  world.headers = new Headers({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" });
});

describe("a selection", () => {
  it("is everything that a query finds but what was left out, though it leaves the query meanwhile", async () => {
    const ids = await tasksOf(
      db(),
      Array.from({ length: 450 }, () => ({})),
    );
    const [except = ""] = ids;
    const trashed = await actions.trash({ query: "tz=Asia/Shanghai", except: [except] });
    expect(trashed).toEqual({ ok: true, value: { changed: 449, skipped: 0 } });
    expect(await db().task.count({ where: { shelf: "library" } })).toBe(1);
    const back = await actions.restore({ query: "trash=1" });
    expect(back).toEqual({ ok: true, value: { changed: 449, skipped: 0 } });
  });

  it("says what was passed over", async () => {
    const [film = "", live = ""] = await tasksOf(db(), [{}, { status: "queued" }]);
    const gone = crypto.randomUUID();
    const result = await actions.trash({ ids: [film, live, gone, film] });
    expect(result).toEqual({ ok: true, value: { changed: 1, skipped: 2 } });
  });

  it.each([
    ["nothing", { ids: [] }],
    ["no ids", { ids: ["1"] }],
    // Without that filter it would be everything.
    ["a filter that nobody knows", { query: "status=paid" }],
    ["neither", {}],
  ])("of %s is refused, and nothing is changed", async (_what, selection) => {
    const [id = ""] = await tasksOf(db(), [{}]);
    const result = await actions.trash(selection as { ids: string[] });
    expect(result).toEqual({ ok: false, error: { kind: "malformed" } });
    expect(await rowOf(db(), id)).toMatchObject({ shelf: "library" });
  });

  it("from another page is refused", async () => {
    world.headers = new Headers({ host: "127.0.0.1:3000", origin: "https://elsewhere.example" });
    const [id = ""] = await tasksOf(db(), [{}]);
    const result = await actions.setFavourite({ ids: [id] }, true);
    expect(result).toEqual({ ok: false, error: { kind: "forbidden" } });
  });
});

describe("tags and titles", () => {
  it("are cleaned before they are kept", async () => {
    const [id = ""] = await tasksOf(db(), [{}]);
    expect(await actions.addTag({ ids: [id] }, "  rain\n at  night ")).toMatchObject({ ok: true });
    expect((await db().tag.findMany()).map(({ name }) => name)).toEqual(["rain at night"]);
    expect(await actions.addTag({ ids: [id] }, "   ")).toMatchObject({ ok: false });
    expect(await actions.renameTag("rain at night", "雨夜")).toMatchObject({ ok: true });
    expect(await actions.deleteTag("rain at night")).toMatchObject({ ok: false });
    expect(await actions.setTitle(id, " One\ttake ")).toMatchObject({ ok: true });
    expect((await rowOf(db(), id)).title).toBe("One take");
    expect(await actions.setTitle(id, " ")).toMatchObject({ ok: true });
    expect((await rowOf(db(), id)).title).toBeNull();
    expect(await actions.setTitle(id, "x".repeat(201))).toMatchObject({ ok: false });
    expect(await actions.setTitle("1", "x")).toEqual({ ok: false, error: { kind: "notFound" } });
  });
});
