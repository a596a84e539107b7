import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { applyMigrations, MigrationError } from "./apply";
import { type Connection, connect } from "./connect";

const films = `CREATE TABLE "Film" ("id" TEXT PRIMARY KEY)`;
const scenes = `CREATE TABLE "Scene" ("id" TEXT PRIMARY KEY, "film" TEXT REFERENCES "Film" ("id") ON DELETE CASCADE)`;

describe("applyMigrations", () => {
  test("applies each once, in the order of their names", async () => {
    const { root, connection } = await project({ "1_films": films, "2_scenes": scenes });
    expect(await applyMigrations(connection, { root })).toEqual(["1_films", "2_scenes"]);
    expect(await applyMigrations(connection, { root })).toEqual([]);
    expect(await tables(connection)).toEqual(["Film", "Scene"]);
  });

  test("applies only what is new", async () => {
    const { root, connection } = await project({ "1_films": films });
    await applyMigrations(connection, { root });
    write(root, "2_scenes", scenes);
    expect(await applyMigrations(connection, { root })).toEqual(["2_scenes"]);
  });

  test("dryRun tells what is pending and changes nothing", async () => {
    const { root, connection } = await project({ "1_films": films });
    expect(await applyMigrations(connection, { root, dryRun: true })).toEqual(["1_films"]);
    expect(await tables(connection)).toEqual([]);
  });

  test("FAULTS 54: one that fails half-way leaves nothing of itself, and can be mended", async () => {
    const { root, connection } = await project({
      "1_films": films,
      "2_bad": `${scenes}; NONSENSE`,
    });
    await expect(applyMigrations(connection, { root })).rejects.toThrow(/^Migration 2_bad: /);
    expect(await tables(connection)).toEqual(["Film"]);
    write(root, "2_bad", scenes);
    expect(await applyMigrations(connection, { root })).toEqual(["2_bad"]);
  });

  test("FAULTS 54: one that is killed half-way leaves nothing of itself", async () => {
    const endless = `CREATE TABLE "Number" ("n" INTEGER);
      WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) INSERT INTO "Number" SELECT n FROM n`;
    const { root, file, connection } = await project({ "1_films": films, "2_endless": endless });
    const child = spawn(
      process.execPath,
      ["--import", "tsx", path.resolve("test/support/apply-migrations.ts"), file, root],
      { stdio: "inherit" },
    );
    onTestFinished(() => void child.kill("SIGKILL"));
    // The log grows beyond the cache: half of it is on the disk.
    await expect.poll(() => sizeOf(`${file}-wal`), { timeout: 20_000 }).toBeGreaterThan(10_000_000);
    child.kill("SIGKILL");
    await once(child, "close");

    expect(await tables(connection)).toEqual(["Film"]);
    write(root, "2_endless", scenes);
    expect(await applyMigrations(connection, { root })).toEqual(["2_endless"]);
  });

  test.each([
    ["edited after it was applied", { "1_films": `${films};` }, /1_films: was edited/],
    ["missing from this version", { "0_other": scenes }, /newer version \(1_films\)/],
  ])("refuses a migration that was %s", async (_, files, message) => {
    const { root, file, connection } = await project({ "1_films": films });
    await applyMigrations(connection, { root });
    const other = await project(files);
    const again = await open(file);
    await expect(applyMigrations(again, { root: other.root })).rejects.toThrow(message);
    await expect(applyMigrations(again, { root: other.root })).rejects.toThrow(MigrationError);
  });

  test("refuses to go on over one that Prisma Migrate recorded as failed", async () => {
    const { root, connection } = await project({ "1_films": films });
    await applyMigrations(connection, { root });
    await connection.run(`UPDATE "_prisma_migrations" SET "finished_at" = NULL`);
    await expect(applyMigrations(connection, { root })).rejects.toThrow(/recorded as failed/);
  });

  test("rebuilding a table does not cascade to the rows that point to it", async () => {
    const rebuild = `CREATE TABLE "new_Film" ("id" TEXT PRIMARY KEY, "title" TEXT);
      INSERT INTO "new_Film" ("id") SELECT "id" FROM "Film";
      DROP TABLE "Film"; ALTER TABLE "new_Film" RENAME TO "Film"`;
    const { root, connection } = await project({ "1_films": films, "2_scenes": scenes });
    await applyMigrations(connection, { root });
    await connection.run(`INSERT INTO "Film" VALUES ('f'); INSERT INTO "Scene" VALUES ('s', 'f')`);
    write(root, "3_titles", rebuild);
    await applyMigrations(connection, { root });
    expect(await connection.all(`SELECT * FROM "Scene"`)).toEqual([{ id: "s", film: "f" }]);
  });

  test("refuses one that leaves rows pointing nowhere", async () => {
    const { root, connection } = await project({ "1_films": films, "2_scenes": scenes });
    await applyMigrations(connection, { root });
    write(root, "3_dangling", `INSERT INTO "Scene" VALUES ('s', 'nowhere')`);
    await expect(applyMigrations(connection, { root })).rejects.toThrow(/dangling foreign keys/);
    expect(await connection.all(`SELECT * FROM "Scene"`)).toEqual([]);
  });
});

async function project(migrations: Record<string, string>) {
  const root = mkdtempSync(path.join(tmpdir(), "rushes-migrations-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, sql] of Object.entries(migrations)) write(root, name, sql);
  const file = path.join(root, "test.db");
  return { root, file, connection: await open(file) };
}

async function open(file: string): Promise<Connection> {
  const connection = await connect(`file:${file}`);
  onTestFinished(async () => void (await connection.close()));
  return connection;
}

function write(root: string, name: string, sql: string): void {
  const folder = path.join(root, "prisma/migrations/sqlite", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function tables(connection: Connection): Promise<unknown[]> {
  const rows = await connection.all(
    `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1`,
  );
  return rows.map((row) => (row as { name: string }).name);
}
