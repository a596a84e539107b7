import "server-only";
import { type Db, join, type Prisma, type Tx } from "@/lib/db";
import { dropEntries, refreshEntries, removeEntries } from "@/lib/search/entries";
import { fold } from "@/lib/search/fold";
import { can, taskStatuses } from "./status";

/**
 * How the user keeps order: every write that concerns neither upstream nor money. All take ids of tasks, few enough
 * for one transaction (`mostAtOnce`), and say how many they changed; what is purged or gone is passed over.
 */
export const mostAtOnce = 200;

const kept = (ids: readonly string[]): Prisma.TaskWhereInput => ({
  id: { in: [...ids] },
  shelf: { not: "purged" },
});

export async function setFavourite(
  db: Db,
  ids: readonly string[],
  favourite: boolean,
): Promise<number> {
  const { count } = await db.task.updateMany({
    where: { ...kept(ids), favourite: !favourite },
    data: { favourite },
  });
  return count;
}

/** @param title null for none: the prompt has to do. @returns false when there is no such task. */
export async function setTitle(db: Db, id: string, title: string | null): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.task.updateMany({ where: kept([id]), data: { title } });
    await refreshEntries(tx, [id]);
    return count === 1;
  });
}

/** Tags tasks; the tag is made where it is new. @param name as `tagName` has made it. */
export async function addTag(
  db: Db,
  ids: readonly string[],
  name: string,
  now: Date,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const folded = fold(name);
    const made = { name, folded, createdAt: now };
    const tag = await tx.tag.upsert({ where: { folded }, create: made, update: {} });
    const count = await tx.$executeRaw`
      INSERT INTO "TaskTag" ("taskId", "tagId", place)
      SELECT id, ${tag.id}, place FROM "Task"
      WHERE id IN (${join(ids)}) AND shelf <> 'purged'
      ON CONFLICT DO NOTHING`;
    await refreshEntries(tx, ids);
    return count;
  });
}

/** Takes a tag off; one that nothing has any more is gone. */
export async function removeTag(db: Db, ids: readonly string[], name: string): Promise<number> {
  return db.$transaction(async (tx) => {
    const tag = await tx.tag.findUnique({ where: { folded: fold(name) } });
    if (!tag) return 0;
    const { count } = await tx.taskTag.deleteMany({
      where: { tagId: tag.id, taskId: { in: [...ids] } },
    });
    await tx.tag.deleteMany({ where: { id: tag.id, tasks: { none: {} } } });
    await refreshEntries(tx, ids);
    return count;
  });
}

/**
 * Gives a tag another name; where there is one of that name already, the two become one. Its tasks leave the search
 * index, however many they are: the caller indexes what is missing, and so does the next start.
 * @returns false when there is no such tag.
 */
export async function renameTag(db: Db, from: string, to: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const tag = await tx.tag.findUnique({ where: { folded: fold(from) } });
    if (!tag) return false;
    await dropEntries(tx, tag.id);
    const other = await tx.tag.findUnique({ where: { folded: fold(to) } });
    if (!other || other.id === tag.id) {
      await tx.tag.update({ where: { id: tag.id }, data: { name: to, folded: fold(to) } });
      return true;
    }
    await tx.$executeRaw`
      INSERT INTO "TaskTag" ("taskId", "tagId", place)
      SELECT "taskId", ${other.id}, place FROM "TaskTag" WHERE "tagId" = ${tag.id}
      ON CONFLICT DO NOTHING`;
    await tx.tag.delete({ where: { id: tag.id } });
    return true;
  });
}

/** Takes a tag off everything; see `renameTag` for the search. @returns false when there is no such tag. */
export async function deleteTag(db: Db, name: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const tag = await tx.tag.findUnique({ where: { folded: fold(name) } });
    if (!tag) return false;
    await dropEntries(tx, tag.id);
    await tx.tag.delete({ where: { id: tag.id } });
    return true;
  });
}

/** Where nothing goes on upstream any more. A film that is just being fetched comes home into the trash (FAULTS 53). */
const trashable = taskStatuses.filter((status) => can.delete(status));

/** Moves tasks to the trash. What is still being made upstream stays: its money is still moving. */
export async function trash(db: Db, ids: readonly string[], now: Date): Promise<number> {
  const { count } = await db.task.updateMany({
    where: { id: { in: [...ids] }, shelf: "library", status: { in: trashable } },
    data: { shelf: "trash", trashedAt: now },
  });
  return count;
}

/** Brings tasks back from the trash, with their titles, tags and favourites. */
export async function restore(db: Db, ids: readonly string[]): Promise<number> {
  const { count } = await db.task.updateMany({
    where: { id: { in: [...ids] }, shelf: "trash" },
    data: { shelf: "library", trashedAt: null },
  });
  return count;
}

/**
 * Gives tasks of the trash up for good: what they were is forgotten, what they cost is not. The row stays in the books,
 * without a prompt, a title, tags or an image; its film stays named until its files are removed
 * (lib/care/purge.ts). What the worker is still fetching is left for later.
 */
export async function purge(db: Db, ids: readonly string[], now: Date): Promise<number> {
  return db.$transaction(async (tx) => {
    const status = { in: trashable.filter((each) => each !== "archiving") };
    const where = { id: { in: [...ids] }, shelf: "trash" as const, status };
    const rows = await tx.task.findMany({ where, select: { id: true, place: true } });
    const purged = { id: { in: rows.map(({ id }) => id) } };
    await forget(tx, rows);
    await tx.task.updateMany({
      where: purged,
      data: {
        ...{ shelf: "purged", prompt: "", title: null, favourite: false, referenceId: null },
        ...{ resultUrl: null, failureMessage: null, dueAt: null, updatedAt: now },
        // Whoever draws its poster meanwhile finds that it is no longer asked for.
        ...{ leaseUntil: null, leaseToken: null },
      },
    });
    return rows.length;
  });
}

async function forget(tx: Tx, rows: { id: string; place: bigint }[]): Promise<void> {
  const taskId = { in: rows.map(({ id }) => id) };
  await tx.taskTag.deleteMany({ where: { taskId } });
  await tx.tag.deleteMany({ where: { tasks: { none: {} } } });
  await removeEntries(
    tx,
    rows.map(({ place }) => place),
  );
}
