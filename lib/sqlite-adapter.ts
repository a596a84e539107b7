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

/** How long a statement waits for another process to let go of the file, in ms (FAULTS 45). */
const defaultPatience = 5_000;

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
  readonly #patience: number;

  /**
   * @param url `file:` and a path; the folder must exist.
   * @param patience how long a statement waits for another process, in ms.
   */
  constructor(url: string, patience = defaultPatience) {
    // SQLite's own waiting would stop the whole process, and its long naps starve it beside a busy neighbour.
    this.#stock = new PrismaBetterSqlite3({ url, timeout: 0 });
    this.#patience = patience;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const connection = await this.#stock.connect();
    await patiently(this.#patience, () => connection.executeScript(pragmas));
    return new GuardedConnection(connection, this.#patience);
  }
}

class GuardedConnection implements SqlDriverAdapter {
  readonly provider = "sqlite";
  readonly adapterName = "rushes-guarded-sqlite";
  readonly #turns = new Turns();
  readonly #connection: SqlDriverAdapter;
  readonly #patience: number;

  constructor(connection: SqlDriverAdapter, patience: number) {
    this.#connection = connection;
    this.#patience = patience;
  }

  queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#inTurn(() => this.#connection.queryRaw(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#inTurn(() => this.#connection.executeRaw(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#inTurn(() => this.#connection.executeScript(script));
  }

  async startTransaction(level?: IsolationLevel): Promise<Transaction> {
    if (level && level !== "SERIALIZABLE") {
      throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level });
    }
    const release = await this.#turns.take();
    try {
      // At once for writing: a deferred transaction could find itself behind another process half-way.
      const begin = statement("BEGIN IMMEDIATE");
      await patiently(this.#patience, () => this.#connection.executeRaw(begin));
      return new GuardedTransaction(this.#connection, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  dispose(): Promise<void> {
    return this.#inTurn(() => this.#connection.dispose());
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.#turns.take();
    try {
      return await patiently(this.#patience, work);
    } finally {
      release();
    }
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
}

/** Tries again while another process holds the file: what met SQLITE_BUSY outside a transaction has done nothing. */
async function patiently<T>(patience: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 10));
    }
  }
}

/** "SocketTimeout" is Prisma's word for SQLITE_BUSY. */
const isBusy = (error: unknown): boolean =>
  error instanceof DriverAdapterError && error.cause.kind === "SocketTimeout";

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

const alreadyClosed = (cause: string) =>
  new DriverAdapterError({ kind: "TransactionAlreadyClosed", cause });
