import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../prisma/apply";
import { connect } from "../../prisma/connect";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty SQLite file: what `testDb` copies. */
    templateDatabase: string;
  }
}

/** Migrates one database per run, so that a test gets its own by copying a file. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-template-"));
  const file = path.join(folder, "rushes.db");
  const connection = await connect(`file:${file}`);
  // Closing the last connection folds the write-ahead log into the file.
  await applyMigrations(connection).finally(() => connection.close());
  project.provide("templateDatabase", file);
  return () => rmSync(folder, { recursive: true, force: true });
}
