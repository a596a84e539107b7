import { createTranslator } from "next-intl";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db";
import { messages } from "@/lib/i18n/messages/all";
import { testDb } from "@/test/support/db";
import { tasksOf } from "@/test/support/library";
import { GET as days } from "./days/route";
import { GET as facets } from "./facets/route";
import { GET as neighbours } from "./neighbours/route";
import { GET as page } from "./route";

const world = vi.hoisted(() => ({ db: null as Db | null }));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));
vi.mock("next-intl/server", () => ({
  getTranslations: async (namespace: "action.failure") =>
    createTranslator({ locale: "en", messages: messages.en, namespace }),
}));

const handlers = { page, facets, days, neighbours };
const ask = async (handler: keyof typeof handlers, query: string) => {
  const request = new Request(`http://127.0.0.1:3000/api/library?${query}`, {
    headers: { host: "127.0.0.1:3000" },
  });
  const response = await handlers[handler](request);
  return { status: response.status, body: await response.json() };
};

beforeEach(() => {
  world.db = testDb().db;
});
const db = (): Db => {
  if (!world.db) throw new Error("no database");
  return world.db;
};

describe("the library's handlers", () => {
  it("lead through pages of a query", async () => {
    const ids = await tasksOf(db(), [{ favourite: true }, {}, { favourite: true }]);
    const first = await ask("page", "favourite=1&limit=1");
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
    const second = await ask("page", `favourite=1&limit=1&after=${first.body.next}`);
    expect(second.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
    expect(second.body).toMatchObject({ next: null, ignored: [] });
    const beside = await ask("neighbours", `favourite=1&id=${ids[2]}`);
    expect(beside.body).toEqual({ previous: null, next: ids[0] });
  });

  it.each(["page", "facets", "days"] as const)("%s: names what it ignores", async (handler) => {
    await tasksOf(db(), [{ model: "retired-model" }]);
    const query = "status=paid&channel=nowhere&model=retired-model&tag=none&tz=Mars/Olympus";
    const { status, body } = await ask(handler, query);
    expect(status).toBe(200);
    expect(body.ignored).toEqual([
      { name: "status", value: "paid" },
      { name: "tz", value: "Mars/Olympus" },
      { name: "channel", value: "nowhere" },
      { name: "tag", value: "none" },
    ]);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["after=from-nowhere", "after"],
    ["after=oldest.1", "after"],
    ["before=newest.99999999999999999999", "before"],
    ["day=someday", "day"],
  ])("%s is refused by name", async (query, field) => {
    const { status, body } = await ask("page", query);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: "malformed", field });
  });

  it("know no neighbours of what is not there", async () => {
    expect((await ask("neighbours", "id=1")).status).toBe(404);
    expect((await ask("neighbours", `id=${crypto.randomUUID()}`)).status).toBe(404);
  });
});
