import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db";
import { testDb } from "@/test/support/db";
import { taskInput } from "@/test/support/tasks";
import { cancelTask, createTasks } from "./tasks";

const world = vi.hoisted(() => ({ db: null as Db | null, headers: new Headers() }));
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("next/headers", () => ({ headers: async () => world.headers }));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));

const host = "127.0.0.1:3000";
let db: Db;
beforeEach(() => {
  db = testDb().db;
  world.db = db;
  world.headers = new Headers({ host, origin: `http://${host}` });
});

/** What a request carries is only said to be a TaskInput. */
const press = (input: object) => createTasks(input as ReturnType<typeof taskInput>);

describe("pressing Generate", () => {
  it("records every take with its price, once however often it is sent", async () => {
    const input = taskInput({ takes: 2 });
    const first = await press(input);
    expect(await press(input)).toEqual(first);
    const rows = await db.task.findMany();
    expect(first).toEqual({ ok: true, value: { taskIds: rows.map((row) => row.id).sort() } });
    expect(rows).toMatchObject(
      Array(2).fill({ status: "waiting", priceMicros: 400_000n, sandbox: true }),
    );
  });

  it.each([
    ["an empty prompt", { prompt: " \n" }, "prompt", "promptEmpty"],
    ["a prompt that is too long", { prompt: "a".repeat(32_001) }, "prompt", "promptTooLong"],
    ["no prompt at all", { prompt: null }, "prompt", "malformed"],
    ["a channel that does not exist", { channel: "sora" }, "channel", "channelUnknown"],
    ["an unknown model", { model: "sora-3" }, "model", "modelUnknown"],
    ["a length that is not offered", { seconds: 5 }, "seconds", "secondsNotOffered"],
    ["a length in words", { seconds: "4" }, "seconds", "malformed"],
    ["a size of another model", { size: "1792x1024" }, "size", "sizeNotOffered"],
    ["no takes", { takes: 0 }, "takes", "takesOutOfRange"],
    ["a hundred takes", { takes: 100 }, "takes", "takesOutOfRange"],
    ["half a take", { takes: 0.5 }, "takes", "takesOutOfRange"],
    ["an intent without a name", { intentKey: "1" }, "intentKey", "malformed"],
  ])("with %s is refused by name, and nothing is recorded", async (_what, changes, field, code) => {
    const refused = await press({ ...taskInput(), ...changes });
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: "input", faults: [expect.objectContaining({ field, code })] },
    });
    expect(await db.task.count()).toBe(0);
  });

  it("again, after the price has changed, gives back what was recorded (FAULTS 18)", async () => {
    const input = taskInput({ takes: 2 });
    const first = await press(input);
    expect(await press({ ...input, quotedMicros: 700_000 })).toEqual(first);
    expect(await db.task.count()).toBe(2);
  });

  it("at another price than the page showed is refused with the new one, and nothing is recorded", async () => {
    const refused = await press(taskInput({ takes: 2, quotedMicros: 700_000 }));
    expect(refused).toMatchObject({
      ok: false,
      error: { faults: [{ field: "takes", code: "priceChanged", values: { amount: "$0.80" } }] },
    });
    expect(await db.task.count()).toBe(0);
    expect(await press(taskInput({ takes: 2, quotedMicros: 800_000 }))).toMatchObject({ ok: true });
  });

  it("with nothing that can be read is refused", async () => {
    for (const nonsense of [{}, [], "text", null]) {
      const refused = await press(nonsense as object);
      expect(refused).toMatchObject({ ok: false, error: { kind: "input" } });
    }
    expect(await db.task.count()).toBe(0);
  });

  it("on another page is refused", async () => {
    world.headers = new Headers({ host, origin: "https://elsewhere.example" });
    expect(await press(taskInput())).toEqual({ ok: false, error: { kind: "forbidden" } });
    expect(await db.task.count()).toBe(0);
  });

  it("while the database refuses says that nothing was recorded", async () => {
    await db.$disconnect();
    world.db = null;
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    expect(await press(taskInput())).toEqual({ ok: false, error: { kind: "unavailable" } });
  });
});

describe("canceling", () => {
  it("withdraws what was not sent, and says why it is too late for the rest", async () => {
    await press(taskInput());
    const { id } = await db.task.findFirstOrThrow();
    expect(await cancelTask(id)).toEqual({ ok: true, value: null });
    expect((await db.task.findFirstOrThrow()).status).toBe("canceled");
    await db.task.update({ where: { id }, data: { status: "queued" } });
    const tooLate = { ok: false, error: { kind: "tooLate", status: "queued" } };
    expect(await cancelTask(id)).toEqual(tooLate);
  });

  it.each(["", "1", "0193480e-7c2b-7aaa-8bbb-0123456789ab"])("%j is no task", async (id) => {
    expect(await cancelTask(id)).toEqual({ ok: false, error: { kind: "notFound" } });
  });
});
