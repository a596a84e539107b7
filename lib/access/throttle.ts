import "server-only";
import type { Db, Tx } from "@/lib/db";

/** Whose guess it is. */
export interface Source {
  nameKey: string;
  /** The browser's address as this machine sees it. */
  address: string;
}

/** Wrong passwords that are allowed within the window: a person errs a few times, a program does not stop. */
const window = 15 * 60_000;
const mostForAccount = 10;
const mostFromAddress = 30;

/**
 * Counts a try as a wrong one, for the account (whether it exists or not) and for the address, before the password is
 * looked at: of many at the same time each counts.
 * @returns 0 when it may go on, else ms until the next one may; a try that has to wait is not counted itself, so that
 * nobody is kept out for longer by somebody who does not stop.
 */
export async function countTry(db: Db, source: Source, now: Date): Promise<number> {
  const [account, address] = scopesOf(source);
  return db.$transaction(async (tx) => {
    // Writes first: on SQLite the others wait from here on.
    await tx.wrongPassword.deleteMany({ where: { at: { lte: since(now) } } });
    const waits = [
      await waitOf(tx, account, mostForAccount, now),
      await waitOf(tx, address, mostFromAddress, now),
    ];
    const waitMs = Math.max(...waits);
    if (waitMs > 0) return waitMs;
    const tries = [account, address].map((scope) => ({ scope, at: now }));
    await tx.wrongPassword.createMany({ data: tries });
    return 0;
  });
}

/** It was right: the account's count begins anew. The address's does not, or one account would open all others. */
export async function forgetWrong(db: Db, source: Source): Promise<void> {
  const [account, address] = scopesOf(source);
  await db.wrongPassword.deleteMany({ where: { scope: account } });
  const last = await db.wrongPassword.findFirst({
    where: { scope: address },
    orderBy: { id: "desc" },
  });
  if (last) await db.wrongPassword.deleteMany({ where: { id: last.id } });
}

async function waitOf(db: Tx, scope: string, most: number, now: Date): Promise<number> {
  const tries = await db.wrongPassword.findMany({
    where: { scope, at: { gt: since(now) } },
    orderBy: { at: "desc" },
    take: most,
    select: { at: true },
  });
  const oldest = tries.at(-1);
  if (tries.length < most || !oldest) return 0;
  return Math.max(0, oldest.at.getTime() + window - now.getTime());
}

const since = (now: Date) => new Date(now.getTime() - window);

const scopesOf = ({ nameKey, address }: Source): [account: string, address: string] => [
  `account:${nameKey}`,
  `address:${address}`,
];
