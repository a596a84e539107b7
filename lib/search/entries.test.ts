import { describe, expect, it } from "vitest";
import type { Db } from "@/lib/db";
import { listLibrary } from "@/lib/library/read";
import { deleteTask } from "@/lib/task/store";
import { bothDatabases, scope, tasksOf } from "@/test/support/library";
import { indexMissing, refreshEntries } from "./entries";

const found = async (db: Db, text: string) =>
  (await listLibrary(db, await scope(db, { text }))).items.map(({ id }) => id);

describe.each(bothDatabases)("the search index on %s", (_name, open) => {
  it("follows a title in the transaction that changes it, and forgets what is deleted", async () => {
    const db = await open();
    const [id = ""] = await tasksOf(db, [{ prompt: "A paper boat" }]);
    await db.$transaction(async (tx) => {
      await tx.task.update({ where: { id }, data: { title: "Launch day" } });
      await refreshEntries(tx, [id]);
    });
    expect(await found(db, "launch boat")).toEqual([id]);
    await expect(
      db.$transaction(async (tx) => {
        await tx.task.update({ where: { id }, data: { title: "Sunset" } });
        await refreshEntries(tx, [id]);
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await found(db, "sunset")).toEqual([]);
    expect(await found(db, "launch")).toEqual([id]);
    await deleteTask(db, id);
    expect(await db.$queryRaw`SELECT COUNT(*) AS n FROM "TaskSearch"`).toMatchObject([{ n: 0n }]);
  });

  it("takes in what is missing, however much, and only that", async () => {
    const db = await open();
    const ids = await tasksOf(db, [{}, {}, { shelf: "purged" }, {}]);
    await db.$executeRaw`DELETE FROM "TaskSearch"`;
    expect(await found(db, "fox")).toEqual([]);
    expect(await indexMissing(db)).toBe(3);
    expect(await indexMissing(db)).toBe(0);
    expect(await found(db, "fox")).toEqual([ids[3], ids[1], ids[0]]);
  });
});
