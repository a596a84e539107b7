import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { afterAll, beforeAll } from "vitest";
import type { Db } from "@/lib/db";
import { applyMigrations } from "@/prisma/apply";
import { pgliteConnection } from "@/prisma/diff";
import { PrismaClient } from "@/prisma/generated/postgresql/client";

/** Starting one takes seconds: the tests of a file share it. */
const startMs = 300_000;
let opened: Promise<PGlite> | undefined;

beforeAll(async () => {
  opened ??= openMigrated();
  await opened;
}, startMs);

afterAll(async () => {
  await (await opened)?.close();
});

/** A migrated PostgreSQL inside this process, empty again for each test. */
export async function testPostgres(): Promise<Db> {
  opened ??= openMigrated();
  const database = await opened;
  await database.exec(emptyAll);
  const client: object = new PrismaClient({ adapter: new PrismaPGlite(database) });
  return client as Db;
}

async function openMigrated(): Promise<PGlite> {
  const database = new PGlite();
  await applyMigrations(pgliteConnection(database));
  return database;
}

const emptyAll = `DO $$ BEGIN EXECUTE (
  SELECT 'TRUNCATE ' || string_agg(format('%I', tablename), ', ') || ' CASCADE'
  FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
); END $$`;
