import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import { createDb, type Db } from "@/lib/db";

/**
 * A migrated database of the test's own, removed when the test is over. Call it in a test or in `beforeEach`.
 * @returns the client, and the URL under which another one sees the same database.
 */
export function testDb(): { db: Db; url: string } {
  const url = testDbUrl();
  const db = createDb(url);
  onTestFinished(() => db.$disconnect());
  return { db, url };
}

/** The same without a client. */
export function testDbUrl(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-db-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "rushes.db");
  copyFileSync(inject("templateDatabase"), file);
  return `file:${file}`;
}
