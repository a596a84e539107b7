import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { Account, Db } from "@/lib/db";
import { err, ok, type Result } from "@/lib/result";
import { type Actor, type Role, roles } from "./actor";
import { hashPassword, isPassword } from "./password";
import { countTry, forgetWrong, type Source } from "./throttle";

/** How long a browser stays signed in without being used, in ms. */
export const sessionLife = 30 * 24 * 60 * 60_000;
/** A session in use is prolonged no more often than this, so that looking does not write. */
const prolongAfter = 24 * 60 * 60_000;

export type SignInFault =
  /** Name or password: which of them is not told. */
  | { kind: "wrong" }
  /** Too many wrong ones: nothing was tried. */
  | { kind: "slowDown"; waitMs: number };

/** Two spellings that look alike are one name (Unicode NFKC, case folded). */
export const nameKeyOf = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

export const hasOwner = async (db: Db): Promise<boolean> =>
  (await db.account.count({ where: { ownerSlot: 1 } })) > 0;

/**
 * Makes the owner's account, once: of any number at the same time the database lets one through.
 * @returns null when there is an owner already.
 */
export async function createOwner(
  db: Db,
  { name, password }: { name: string; password: string },
  now: Date,
): Promise<Account | null> {
  if (await hasOwner(db)) return null;
  const passwordHash = await hashPassword(password);
  const owner = {
    ...{ name: name.trim(), nameKey: nameKeyOf(name), role: "owner" satisfies Role },
    ...{ ownerSlot: 1, passwordHash, createdAt: now },
  };
  try {
    return await db.account.create({ data: owner });
  } catch (error) {
    if (await hasOwner(db)) return null;
    throw error;
  }
}

/**
 * Signs a browser in.
 * @returns the token that only the browser will hold.
 */
export async function signIn(
  db: Db,
  given: { name: string; password: string; address: string },
  now: Date,
): Promise<Result<string, SignInFault>> {
  const nameKey = nameKeyOf(given.name);
  const source: Source = { nameKey, address: given.address };
  const waitMs = await countTry(db, source, now);
  if (waitMs > 0) return err({ kind: "slowDown", waitMs });
  const account = await db.account.findUnique({ where: { nameKey } });
  if (!(await isPassword(given.password, account?.passwordHash ?? null)) || !account) {
    return err({ kind: "wrong" });
  }
  await forgetWrong(db, source);
  return ok(await openSession(db, account.id, now));
}

/** A session of an account whose owner has just proved who it is. @returns its token. */
export async function openSession(db: Db, accountId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + sessionLife);
  await db.session.deleteMany({ where: { expiresAt: { lte: now } } });
  await db.session.create({
    data: { id: sessionIdOf(token), accountId, createdAt: now, expiresAt },
  });
  return token;
}

/** Who a token speaks for; null when it has expired, was revoked or was never given. */
export async function actorOfToken(db: Db, token: string, now: Date): Promise<Actor | null> {
  const id = sessionIdOf(token);
  const session = await db.session.findUnique({ where: { id }, include: { account: true } });
  if (!session || session.expiresAt <= now) return null;
  const left = session.expiresAt.getTime() - now.getTime();
  if (left < sessionLife - prolongAfter) {
    const expiresAt = new Date(now.getTime() + sessionLife);
    await db.session.updateMany({ where: { id }, data: { expiresAt } });
  }
  const { id: accountId, name, role } = session.account;
  return { kind: "account", accountId, name, role: roleOf(role) };
}

/** Ends one session. */
export const signOut = async (db: Db, token: string): Promise<void> => {
  await db.session.deleteMany({ where: { id: sessionIdOf(token) } });
};

/**
 * Changes a password and ends every session of the account, this one too.
 * @returns false when the present password is not that.
 */
export async function changePassword(
  db: Db,
  accountId: string,
  { present, next }: { present: string; next: string },
): Promise<boolean> {
  const account = await db.account.findUnique({ where: { id: accountId } });
  if (!account || !(await isPassword(present, account.passwordHash))) return false;
  const passwordHash = await hashPassword(next);
  await db.$transaction([
    db.account.update({ where: { id: accountId }, data: { passwordHash } }),
    db.session.deleteMany({ where: { accountId } }),
  ]);
  return true;
}

const sessionIdOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A role that a newer version has written may do the least. */
const roleOf = (text: string): Role => roles.find((role) => role === text) ?? "viewer";
