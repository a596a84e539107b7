import { mkdirSync } from "node:fs";
import path from "node:path";

export type Provider = "sqlite" | "postgresql";

/** As much of a database connection as migrating needs. */
export interface Connection {
  provider: Provider;
  /** Runs a script of one or more statements. */
  run(sql: string): Promise<unknown>;
  /** Runs one statement and returns its rows. */
  all(sql: string): Promise<unknown[]>;
  close(): Promise<unknown>;
}

export const providerOf = (url: string): Provider =>
  /^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite";

/** The path in a `file:` URL, absolute or relative to the working directory. */
export const sqliteFile = (url: string): string => url.replace(/^file:/, "");

/**
 * Opens a connection of its own for migrating, and creates the folder of a SQLite file where it is missing.
 * @throws the driver's error when the database cannot be opened.
 */
export async function connect(url: string): Promise<Connection> {
  return providerOf(url) === "sqlite" ? connectSqlite(sqliteFile(url)) : connectPostgres(url);
}

async function connectSqlite(file: string): Promise<Connection> {
  mkdirSync(path.dirname(file), { recursive: true });
  const { default: Database } = await import("better-sqlite3");
  const database = new Database(file, { timeout: 30_000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  return {
    provider: "sqlite",
    run: async (sql) => database.exec(sql),
    all: async (sql) => database.prepare(sql).all(),
    close: async () => database.close(),
  };
}

async function connectPostgres(url: string): Promise<Connection> {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    provider: "postgresql",
    run: (sql) => client.query(sql),
    all: async (sql) => (await client.query(sql)).rows,
    close: () => client.end(),
  };
}
