import { createTranslator } from "next-intl";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db";
import { messages } from "@/lib/i18n/messages/all";
import { testDb } from "@/test/support/db";
import { recordTasks } from "@/test/support/tasks";
import { GET } from "./route";

const world = vi.hoisted(() => ({ db: null as Db | null, locale: "en" as "en" | "zh" }));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));
vi.mock("next-intl/server", () => ({
  getTranslations: async (namespace: "action.failure") =>
    createTranslator({ locale: world.locale, messages: messages[world.locale], namespace }),
}));

const ask = async (query: string) => {
  const url = `http://127.0.0.1:3000/api/tasks${query}`;
  const response = await GET(new Request(url, { headers: { host: "127.0.0.1:3000" } }));
  return { status: response.status, body: await response.json() };
};

beforeEach(() => {
  world.db = testDb().db;
  world.locale = "en";
});

describe("a page of tasks", () => {
  it("leads to the next one, to the end", async () => {
    const ids = await recordTasks(testDbOf(), new Date(), { takes: 3 });
    const first = await ask("?limit=2");
    expect(first.status).toBe(200);
    const second = await ask(`?limit=2&cursor=${first.body.nextCursor}`);
    const seen = [...first.body.tasks, ...second.body.tasks].map(({ id }) => id);
    expect(seen.sort()).toEqual(ids.sort());
    expect(second.body.nextCursor).toBeNull();
  });

  it.each([
    ["a cursor from nowhere", "?cursor=from-nowhere", "cursor"],
    ["a cursor that only looks like one", "?cursor=W10", "cursor"],
    ["no rows", "?limit=0", "limit"],
    ["too many rows", "?limit=101", "limit"],
    ["half a row", "?limit=1.5", "limit"],
    ["a status that does not exist", "?status=paid", "status"],
  ])("%s is refused by name, in both languages", async (_what, query, field) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.error).toEqual({
      code: "malformed",
      field,
      message: `“${field}” cannot have this value. Nothing was read or changed.`,
    });
    world.locale = "zh";
    expect((await ask(query)).body.error.message).toContain(`“${field}”`);
    expect((await ask(query)).body.error.message).toContain("不能");
  });
});

function testDbOf(): Db {
  if (!world.db) throw new Error("no database");
  return world.db;
}
