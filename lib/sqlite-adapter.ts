import "server-only";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from "@prisma/driver-adapter-utils";

const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
`;

/** How long a statement waits for another process's lock, in ms (FAULTS 45). The whole process waits with it. */
const busyTimeout = 5_000;

/**
 * Prisma's better-sqlite3 adapter behind a guard. The stock one (7.10.0) shares one connection without a lock: a plain
 * query issued while another request's transaction is open runs inside it and vanishes with its rollback, and a failed
 * COMMIT leaves the connection inside that transaction for good (prisma/orm#29933). Here they take turns. The price:
 * inside an interactive transaction only `tx` may be used, for anything else waits for that transaction to end.
 */
export class SqliteAdapter implements SqlDriverAdapterFactory {
  readonly provider = "sqlite";
  readonly adapterName = "rushes-guarded-sqlite";
  readonly #stock: PrismaBetterSqlite3;

  /** @param url `file:` and a path; the folder must exist. */
  constructor(url: string) {
    this.#stock = new PrismaBetterSqlite3({ url, timeout: busyTimeout });
  }

  async connect(): Promise<SqlDriverAdapter> {
    const connection = await this.#stock.connect();
    await connection.executeScript(pragmas);
    return new GuardedConnection(connection);
  }
}

class GuardedConnection implements SqlDriverAdapter {
  readonly provider = "sqlite";
  readonly adapterName = "rushes-guarded-sqlite";
  readonly #turns = new Turns();
  readonly #connection: SqlDriverAdapter;

  constructor(connection: SqlDriverAdapter) {
    this.#connection = connection;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#turns.run(() => this.#connection.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#turns.run(() => this.#connection.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#turns.run(() => this.#connection.executeScript(script));
  }

  async startTransaction(level?: IsolationLevel): Promise<Transaction> {
    if (level && level !== "SERIALIZABLE") {
      throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level });
    }
    const release = await this.#turns.take();
    try {
      // At once for writing: a deferred transaction could find itself behind another process half-way.
      await this.#connection.executeRaw(statement("BEGIN IMMEDIATE"));
      return new GuardedTransaction(this.#connection, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  dispose(): Promise<void> {
    return this.#turns.run(() => this.#connection.dispose());
  }
}

class GuardedTransaction implements Transaction {
  readonly provider = "sqlite";
  readonly adapterName = "rushes-guarded-sqlite";
  /** "Phantom": Prisma leaves COMMIT and ROLLBACK to `commit` and `rollback`, so their failure is ours to handle. */
  readonly options = { usePhantomQuery: true };
  /**
   * A failed statement may have made SQLite roll back by itself (disk full); what followed would be committed one by
   * one. So nothing follows, which is also PostgreSQL's rule.
   */
  #state: "open" | "broken" | "closed" = "open";
  readonly #connection: SqlDriverAdapter;
  readonly #release: () => void;

  constructor(connection: SqlDriverAdapter, release: () => void) {
    this.#connection = connection;
    this.#release = release;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#inside(() => this.#connection.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#inside(() => this.#connection.executeRaw(query));
  }

  async commit(): Promise<void> {
    try {
      await this.executeRaw(statement("COMMIT"));
      this.#close();
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  async rollback(): Promise<void> {
    if (this.#state === "closed") return;
    // It fails only where SQLite has rolled back by itself already.
    await this.#connection.executeRaw(statement("ROLLBACK")).catch(() => {});
    this.#close();
  }

  async createSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    if (this.#state === "closed") throw alreadyClosed("it has ended");
    await this.#connection.executeRaw(statement(`ROLLBACK TO ${name}`));
    this.#state = "open";
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`RELEASE ${name}`));
  }

  async #inside<T>(work: () => Promise<T>): Promise<T> {
    if (this.#state === "closed") throw alreadyClosed("it has ended");
    if (this.#state === "broken") throw alreadyClosed("an earlier statement in it failed");
    try {
      return await work();
    } catch (error) {
      if (this.#state === "open") this.#state = "broken";
      throw error;
    }
  }

  #close(): void {
    this.#state = "closed";
    this.#release();
  }
}

/** A queue of one: whoever holds the turn has the connection to itself. First come, first served. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** @returns the function that passes the turn on. */
  async take(): Promise<() => void> {
    const previous = this.#last;
    let pass = () => {};
    this.#last = new Promise((resolve) => {
      pass = resolve;
    });
    await previous;
    return pass;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const pass = await this.take();
    try {
      return await work();
    } finally {
      pass();
    }
  }
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

const alreadyClosed = (cause: string) =>
  new DriverAdapterError({ kind: "TransactionAlreadyClosed", cause });
