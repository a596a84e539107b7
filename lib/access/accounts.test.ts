import { beforeEach, describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { testDb } from "@/test/support/db";
import {
  actorOfToken,
  changePassword,
  createOwner,
  hasOwner,
  openSession,
  sessionLife,
  signIn,
  signOut,
} from "./accounts";

const now = new Date("2026-11-20T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const password = "a quiet screening room";
const address = "192.0.2.7";
const minutes = 60_000;

let db: Db;
beforeEach(() => {
  ({ db } = testDb());
});

const owner = async () => {
  const account = await createOwner(db, { name: "Ada", password }, now);
  if (!account) throw new Error("there is an owner already");
  return account;
};
const tryIn = (given: Partial<{ name: string; password: string; address: string }>, at = now) =>
  signIn(db, { name: "Ada", password, address, ...given }, at);

describe("setting up", () => {
  it("makes one owner of any number of parallel set-ups", async () => {
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, n) => createOwner(db, { name: `n${n}`, password }, now)),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await db.account.count()).toBe(1);
    expect(await hasOwner(db)).toBe(true);
  });

  it("keeps nothing that the password could be read from", async () => {
    await owner();
    const kept = JSON.stringify(await db.account.findMany());
    expect(kept).not.toContain(password);
    expect(kept).toContain("$argon2id$");
  });
});

describe("signing in", () => {
  it.each(["Ada", " ada ", "ＡＤＡ"])("knows the account as %j", async (name) => {
    const { id } = await owner();
    const token = await tryIn({ name });
    if (!token.ok) throw new Error("kept out");
    expect(await actorOfToken(db, token.value, now)).toEqual({
      ...{ kind: "account", accountId: id, name: "Ada", role: "owner" },
    });
    expect(JSON.stringify(await db.session.findMany())).not.toContain(token.value);
  });

  it.each([
    ["another password", { password: "a loud screening room" }],
    ["no password", { password: "" }],
    ["a name that nobody has", { name: "Eve" }],
  ])("refuses %s in the same words", async (_, given) => {
    await owner();
    expect(await tryIn(given)).toEqual({ ok: false, error: { kind: "wrong" } });
  });

  it("slows down who guesses one account's password, from wherever", async () => {
    await owner();
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, n) => tryIn({ password: `guess ${n}`, address: `a${n}` })),
    );
    const tried = guesses.filter((guess) => !guess.ok && guess.error.kind === "wrong");
    expect(tried).toHaveLength(10);
    expect(await tryIn({})).toMatchObject({ error: { kind: "slowDown", waitMs: 15 * minutes } });
    expect(await tryIn({}, later(15 * minutes + 1))).toMatchObject({ ok: true });
  });

  it("slows down who guesses from one address, whatever the name", async () => {
    await owner();
    for (let n = 0; n < 30; n++) await tryIn({ name: `nobody ${n}` });
    expect(await tryIn({})).toMatchObject({ error: { kind: "slowDown" } });
    expect(await tryIn({ address: "192.0.2.8" })).toMatchObject({ ok: true });
  });

  it("forgives who errs a few times and then knows it", async () => {
    await owner();
    for (let round = 0; round < 4; round++) {
      for (let n = 0; n < 5; n++) await tryIn({ password: "mistyped" });
      expect(await tryIn({})).toMatchObject({ ok: true });
    }
  });
});

describe("a session", () => {
  const session = async () => openSession(db, (await owner()).id, now);

  it("ends when it is not used for its whole life, and lives on when it is", async () => {
    const token = await session();
    expect(await actorOfToken(db, token, later(sessionLife - 1))).not.toBeNull();
    expect(await actorOfToken(db, token, later(2 * sessionLife - 2))).not.toBeNull();
    expect(await actorOfToken(db, token, later(4 * sessionLife))).toBeNull();
  });

  it("ends when one signs out, and only that one", async () => {
    const token = await session();
    const [account] = await db.account.findMany();
    const other = await openSession(db, account?.id ?? "", now);
    await signOut(db, token);
    expect(await actorOfToken(db, token, now)).toBeNull();
    expect(await actorOfToken(db, other, now)).not.toBeNull();
  });

  it("ends everywhere when the password changes", async () => {
    const token = await session();
    const [account] = await db.account.findMany();
    const id = account?.id ?? "";
    const next = "another quiet room";
    expect(await changePassword(db, id, { present: "wrong", next })).toBe(false);
    expect(await actorOfToken(db, token, now)).not.toBeNull();
    expect(await changePassword(db, id, { present: password, next })).toBe(true);
    expect(await actorOfToken(db, token, now)).toBeNull();
    expect(await tryIn({ password: next })).toMatchObject({ ok: true });
  });

  it("is nobody's with a token that was never given", async () => {
    await session();
    for (const token of ["", "nonsense", "a".repeat(43)]) {
      expect(await actorOfToken(db, token, now)).toBeNull();
    }
  });
});
