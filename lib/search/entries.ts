import "server-only";
import { type Db, join, type Prisma, sql, type Tx } from "@/lib/db";
import { tokensOf } from "./tokens";

/** What a task is found by. */
export interface Searchable {
  place: bigint;
  title: string | null;
  prompt: string;
  tags: { tag: { name: string } }[];
}

/** What to read of a task to index it. */
export const searchableParts = {
  place: true,
  title: true,
  prompt: true,
  tags: { select: { tag: { select: { name: true } } } },
} as const satisfies Prisma.TaskSelect;

/** Few enough for one statement on either database. */
const batchSize = 200;

/** Indexes tasks that were not indexed yet, in the transaction that records them. */
export async function addEntries(tx: Tx, tasks: Searchable[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map((task) => sql`(${task.place}, ${textOf(task)})`);
  await tx.$executeRaw`INSERT INTO "TaskSearch" (rowid, tokens) VALUES ${join(rows)}`;
}

/** Forgets tasks, in the transaction that removes them. */
export async function removeEntries(tx: Tx, places: bigint[]): Promise<void> {
  if (places.length === 0) return;
  await tx.$executeRaw`DELETE FROM "TaskSearch" WHERE rowid IN (${join(places)})`;
}

/** Forgets every task of a tag, however many, in the transaction that changes the tag; see `indexMissing`. */
export async function dropEntries(tx: Tx, tagId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "TaskSearch" WHERE rowid IN (SELECT place FROM "TaskTag" WHERE "tagId" = ${tagId})`;
}

/** Indexes a few tasks anew after their titles or tags have changed, in the same transaction. */
export async function refreshEntries(tx: Tx, taskIds: readonly string[]): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { id: { in: [...taskIds] }, shelf: { not: "purged" } },
    select: searchableParts,
  });
  await removeEntries(
    tx,
    tasks.map((task) => task.place),
  );
  await addEntries(tx, tasks);
}

/**
 * Indexes what is not indexed: tasks of before there was a search, or of before its rules changed. A few at a time, so
 * that the studio can run meanwhile.
 * @returns how many were.
 */
export async function indexMissing(db: Db): Promise<number> {
  let count = 0;
  let after = -1n;
  for (;;) {
    const missing = await unindexed(db, after);
    after = missing.at(-1)?.place ?? after;
    if (missing.length === 0) return count;
    count += missing.length;
    const ids = missing.map((task) => task.id);
    await db.$transaction((tx) => refreshEntries(tx, ids));
  }
}

/** Some tasks that the search does not know, in the order of their places. */
export async function unindexed(db: Db, after: bigint): Promise<{ id: string; place: bigint }[]> {
  const rows = await db.$queryRaw<{ id: string; place: bigint | number }[]>`
    SELECT id, place FROM "Task"
    WHERE place > ${after} AND shelf <> 'purged'
      AND NOT EXISTS (SELECT 1 FROM "TaskSearch" WHERE rowid = "Task".place)
    ORDER BY place
    LIMIT ${batchSize}`;
  return rows.map(({ id, place }) => ({ id, place: BigInt(place) }));
}

const textOf = ({ title, prompt, tags }: Searchable): string =>
  tokensOf(title, prompt, ...tags.map(({ tag }) => tag.name)).join(" ");
