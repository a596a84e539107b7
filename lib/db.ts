import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { singleton } from "@/lib/singleton";
import { SqliteAdapter } from "@/lib/sqlite-adapter";
import { applyMigrations } from "@/prisma/apply";
import { connect, providerOf, sqliteFile } from "@/prisma/connect";
import { PrismaClient as PostgresClient } from "@/prisma/generated/postgresql/client";
import { Prisma, PrismaClient } from "@/prisma/generated/sqlite/client";

export type {
  Account,
  ChannelPause,
  Image,
  PriceEdit,
  Reference,
  Tag,
  Task,
  TaskEvent,
  Video,
} from "@/prisma/generated/sqlite/client";
export type { Prisma };

/** SQL with its parameters apart from it, for what the client has no method for. Plain data: both clients take it. */
export const { sql, join, raw } = Prisma;
export type Sql = Prisma.Sql;

/** The database, on either provider. */
export type Db = PrismaClient;
/** The database inside an interactive transaction. There, use nothing else: on SQLite it would wait for itself. */
export type Tx = Prisma.TransactionClient;

/** In ms: how long a transaction waits for its turn, and how long it may take. */
const transactionOptions = { maxWait: 10_000, timeout: 15_000 };
const postgresConnections = 10;

/** This process's client, opened at the first query. It expects a migrated database. */
export const db = (): Db => singleton("db", () => createDb(env().databaseUrl));

/**
 * A client of its own, for tests and scripts; the caller disconnects it.
 * @param url `file:` with an absolute or relative path, whose folder is created, or `postgresql://`.
 */
export function createDb(url: string): Db {
  if (providerOf(url) === "sqlite") {
    mkdirSync(path.dirname(sqliteFile(url)), { recursive: true });
    return new PrismaClient({ adapter: new SqliteAdapter(url), transactionOptions });
  }
  // Both clients have the same models; SQLite's offers less, so its types are those that hold for both.
  const client: object = new PostgresClient({
    adapter: new PrismaPg({ connectionString: url, max: postgresConnections }),
    transactionOptions,
  });
  return client as Db;
}

/**
 * Brings a database up to date; called at boot, before anything else uses it.
 * @returns the names of the migrations applied.
 * @throws MigrationError, with the database as it was before the migration it names.
 */
export async function migrate(url: string): Promise<string[]> {
  const connection = await connect(url);
  return applyMigrations(connection).finally(() => connection.close());
}

/**
 * What `migrate` would apply.
 * @throws MigrationError when a newer version has used the database.
 */
export async function pendingMigrations(url: string): Promise<string[]> {
  const connection = await connect(url);
  return applyMigrations(connection, { dryRun: true }).finally(() => connection.close());
}

/** Whether a write was refused because another row has the same unique value (Prisma P2002). */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "P2002";

/** Which of the two a client or a transaction speaks to, for the few statements that differ. */
export const isPostgres = (db: Db | Tx): boolean =>
  "_activeProvider" in db && db._activeProvider === "postgresql";
