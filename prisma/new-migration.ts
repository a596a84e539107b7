// Writes the next migration of both providers:  npm run db:new -- NAME
// or, with --check, fails when schema.prisma is ahead of the migrations.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Provider } from "./connect";
import { migrationSql } from "./diff";

const [name] = process.argv.slice(2);
if (!name) throw new Error("usage: npm run db:new -- NAME | --check");
const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);

for (const provider of ["sqlite", "postgresql"] as const) {
  const sql = await migrationSql(provider);
  if (sql === null) console.log(`${provider}: the migrations lead to schema.prisma`);
  else if (name === "--check") reportDrift(provider, sql);
  else writeMigration(provider, name, sql);
}

function reportDrift(provider: Provider, sql: string): void {
  console.error(`${provider}: schema.prisma is ahead of the migrations:\n${sql}`);
  process.exitCode = 1;
}

function writeMigration(provider: Provider, title: string, sql: string): void {
  const base = path.join("prisma/migrations", provider);
  const folder = path.join(base, `${timestamp}_${title.toLowerCase().replace(/\W+/g, "_")}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
  // Prisma's own tools look for it.
  writeFileSync(path.join(base, "migration_lock.toml"), `provider = "${provider}"\n`);
  console.log(`${provider}: wrote ${folder}/migration.sql: read it before you commit it`);
  if (/\bDROP (TABLE|COLUMN)\b|SET NOT NULL|SET DATA TYPE/.test(sql)) {
    console.warn(
      "  It drops or tightens something. A rename shows as drop and add; fill old rows.",
    );
  }
}
