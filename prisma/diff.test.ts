import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { describe, expect, onTestFinished, test } from "vitest";
import { applyMigrations } from "./apply";
import { schemaFor } from "./derive";
import { migrationSql, pgliteConnection } from "./diff";
import { PrismaClient } from "./generated/postgresql/client";

const providers = ["sqlite", "postgresql"] as const;

describe.each(providers)("the migrations of %s", (provider) => {
  test("lead to the schema", async () => {
    expect(await migrationSql(provider)).toBeNull();
  });

  test("are found behind a schema that has moved on", async () => {
    const root = mkdtempSync(path.join(tmpdir(), "rushes-schema-"));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    cpSync("prisma/migrations", path.join(root, "prisma/migrations"), { recursive: true });
    const schema = readFileSync("prisma/schema.prisma", "utf8");
    const moved = `${schema}\nmodel Extra {\n  id String @id\n}\n`;
    writeFileSync(path.join(root, "prisma/schema.prisma"), moved);
    expect(await migrationSql(provider, root)).toMatch(/CREATE TABLE "Extra"/);
  });
});

describe("schemaFor", () => {
  test("differs between the providers in two lines only", () => {
    const [sqlite = [], postgresql = []] = providers.map((p) => schemaFor(p).split("\n"));
    const different = postgresql.filter((line, i) => line !== sqlite[i]).map((line) => line.trim());
    expect(different).toEqual(['output   = "./postgresql"', 'provider = "postgresql"']);
  });
});

test("PostgreSQL: migrated twice, then read and written by its own client", async () => {
  const database = new PGlite();
  onTestFinished(() => database.close());
  expect(await applyMigrations(pgliteConnection(database))).not.toEqual([]);
  expect(await applyMigrations(pgliteConnection(database))).toEqual([]);

  const db = new PrismaClient({ adapter: new PrismaPGlite(database) });
  const data = { key: "locale", value: { of: "zh" }, updatedAt: new Date(0) };
  await db.$transaction((tx) => tx.setting.create({ data }));
  expect(await db.setting.findMany()).toEqual([data]);
});
