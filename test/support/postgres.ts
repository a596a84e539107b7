import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { onTestFinished } from "vitest";
import type { Db } from "@/lib/db";
import { applyMigrations } from "../../prisma/apply";
import { pgliteConnection } from "../../prisma/diff";
import { PrismaClient } from "../../prisma/generated/postgresql/client";

/** An empty, migrated PostgreSQL of the test's own, in this process: for SQL that both databases must understand. */
export async function testPostgres(): Promise<Db> {
  const database = new PGlite();
  await applyMigrations(pgliteConnection(database));
  // As in lib/db.ts: both clients have the same models.
  const client: object = new PrismaClient({ adapter: new PrismaPGlite(database) });
  const db = client as Db;
  onTestFinished(async () => {
    await db.$disconnect();
    await database.close();
  });
  return db;
}
