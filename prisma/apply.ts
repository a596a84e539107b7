import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Connection, Provider } from "./connect";

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file in hex, as Prisma Migrate records it. */
  checksum: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: unknown;
}

/** A migration that could not be applied, or a history that does not fit: the database is as it was before. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/** `root`/prisma/migrations/`provider`/NAME/migration.sql, in the order of their names. */
export function readMigrations(provider: Provider, root = process.cwd()): Migration[] {
  const folder = path.join(root, "prisma/migrations", provider);
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\w+$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

/**
 * Brings the database up to the newest migration, one transaction each: a crash leaves whole migrations behind or
 * none (FAULTS 54). Records them as Prisma Migrate does, so that its own tools stay usable on the same database.
 * Processes that start together wait for each other.
 * @returns the names that were applied, or with `dryRun` would be.
 * @throws MigrationError with the database as it was before the migration it names.
 */
export async function applyMigrations(
  connection: Connection,
  { root, dryRun = false }: { root?: string; dryRun?: boolean } = {},
): Promise<string[]> {
  const dialect = dialects[connection.provider];
  const migrations = readMigrations(connection.provider, root);
  await connection.run(dialect.prepare);
  try {
    await connection.run(dialect.historyTable);
    refuseUnknown(await history(connection), migrations);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await applyOne(connection, migration, dryRun)) applied.push(migration.name);
    }
    return applied;
  } finally {
    await connection.run(dialect.release);
  }
}

async function applyOne(connection: Connection, migration: Migration, dryRun: boolean) {
  const dialect = dialects[connection.provider];
  await connection.run(dialect.begin);
  try {
    // Read inside the transaction: another process may have applied it a moment ago.
    const pending = isPending(migration, await history(connection));
    if (pending && !dryRun) {
      await connection.run(migration.sql);
      await dialect.verify(connection);
      await connection.run(record(migration, dialect.now()));
    }
    await connection.run("COMMIT");
    return pending;
  } catch (error) {
    // SQLite may have rolled back by itself already, and then refuses this; the first error is the one that counts.
    await connection.run("ROLLBACK").catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${migration.name}: ${reason}`, { cause: error });
  }
}

async function history(connection: Connection): Promise<AppliedMigration[]> {
  const rows = await connection.all(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  return rows as AppliedMigration[];
}

function isPending(migration: Migration, applied: AppliedMigration[]): boolean {
  const row = applied.find((candidate) => candidate.migration_name === migration.name);
  if (!row) return true;
  if (row.finished_at === null) throw new Error("is recorded as failed; resolve it first");
  if (row.checksum !== migration.checksum) throw new Error("was edited after it was applied");
  return false;
}

/** An older version must not write to a newer schema. */
function refuseUnknown(applied: AppliedMigration[], known: Migration[]): void {
  const names = new Set(known.map((migration) => migration.name));
  const unknown = applied.map((row) => row.migration_name).filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new MigrationError(
      `The database was used by a newer version (${unknown.join(", ")}): start that version, or restore a backup`,
    );
  }
}

// The values need no quoting: a UUID, a hex digest, and a name that readMigrations has checked.
const record = ({ name, checksum }: Migration, now: string) =>
  `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
   VALUES ('${randomUUID()}', '${checksum}', ${now}, '${name}', ${now}, 1)`;

interface Dialect {
  prepare: string;
  release: string;
  begin: string;
  /** The time as Prisma's engine writes it. */
  now(): string;
  verify(connection: Connection): Promise<void>;
  historyTable: string;
}

const dialects: Record<Provider, Dialect> = {
  sqlite: {
    // Rebuilding a table drops the old one, which must not cascade; inside a transaction this would do nothing.
    prepare: "PRAGMA foreign_keys = OFF",
    release: "PRAGMA foreign_keys = ON",
    begin: "BEGIN IMMEDIATE",
    now: () => String(Date.now()),
    async verify(connection) {
      const dangling = await connection.all("PRAGMA foreign_key_check");
      if (dangling.length > 0) throw new Error("leaves dangling foreign keys");
    },
    historyTable: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id"                    TEXT PRIMARY KEY NOT NULL,
      "checksum"              TEXT NOT NULL,
      "finished_at"           DATETIME,
      "migration_name"        TEXT NOT NULL,
      "logs"                  TEXT,
      "rolled_back_at"        DATETIME,
      "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
      "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
    )`,
  },
  postgresql: {
    // The lock that Prisma Migrate takes.
    prepare: "SELECT pg_advisory_lock(72707369)",
    release: "SELECT pg_advisory_unlock(72707369)",
    begin: "BEGIN",
    now: () => "now()",
    verify: async () => {},
    historyTable: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      id                      VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum                VARCHAR(64) NOT NULL,
      finished_at             TIMESTAMPTZ,
      migration_name          VARCHAR(255) NOT NULL,
      logs                    TEXT,
      rolled_back_at          TIMESTAMPTZ,
      started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count     INTEGER NOT NULL DEFAULT 0
    )`,
  },
};
