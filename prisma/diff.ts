import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { applyMigrations } from "./apply";
import { type Connection, connect, type Provider } from "./connect";
import { schemaFor } from "./derive";

/**
 * The SQL that leads from the existing migrations to the schema: they are replayed into a scratch database, which
 * Prisma's own schema engine then compares with it. Nothing is downloaded: the engine is its WebAssembly build, and
 * PostgreSQL's scratch database is PGlite.
 * @param root the project's folder; by default the working directory.
 * @returns null when the schema is where the migrations lead.
 */
export async function migrationSql(provider: Provider, root?: string): Promise<string | null> {
  const scratch = await (provider === "sqlite" ? scratchSqlite(root) : scratchPostgres(root));
  try {
    const SchemaEngine = await schemaEngine();
    const engine = await SchemaEngine.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(scratch.adapter),
    );
    const files = [{ path: "schema.prisma", content: schemaFor(provider, root) }];
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: searchTables[provider], externalEnums: [] },
    });
    return exitCode === 0 ? null : (stdout ?? "");
  } finally {
    await scratch.remove();
  }
}

/** Made by hand in the migrations: what no Prisma schema can say. On SQLite with the tables that FTS5 keeps it in. */
const searchTables: Record<Provider, string[]> = {
  sqlite: ["", "_data", "_idx", "_content", "_docsize", "_config"].map(
    (part) => `TaskSearch${part}`,
  ),
  postgresql: ["public.TaskSearch"],
};

interface Scratch {
  adapter: SqlMigrationAwareDriverAdapterFactory;
  remove(): Promise<void>;
}

async function scratchSqlite(root?: string): Promise<Scratch> {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-scratch-"));
  const url = `file:${path.join(folder, "scratch.db")}`;
  const connection = await connect(url);
  await applyMigrations(connection, { root }).finally(() => connection.close());
  return {
    adapter: new PrismaBetterSqlite3({ url }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function scratchPostgres(root?: string): Promise<Scratch> {
  const database = new PGlite();
  await applyMigrations(pgliteConnection(database), { root });
  return { adapter: new PrismaPGlite(database), remove: () => database.close() };
}

/** PGlite as a connection to migrate. */
export const pgliteConnection = (database: PGlite): Connection => ({
  provider: "postgresql",
  run: (sql) => database.exec(sql),
  all: async (sql) => (await database.query(sql)).rows,
  close: () => database.close(),
});

type Bindings = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};
let bindings: Promise<Bindings> | undefined;

/** Prisma's schema engine. Loaded once: the bindings hold one instance per process. */
async function schemaEngine(): Promise<Bindings["SchemaEngine"]> {
  bindings ??= loadBindings();
  return (await bindings).SchemaEngine;
}

// The package's main entry imports .wasm as a module, which Node does only behind a flag: so by hand.
async function loadBindings(): Promise<Bindings> {
  const name = "@prisma/schema-engine-wasm/schema_engine_bg";
  const loaded = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as Bindings;
  const file = createRequire(import.meta.url)
    .resolve(name)
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": { ...loaded },
  });
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  loaded.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return loaded;
}
