import "server-only";
import { existsSync } from "node:fs";
import Database from "better-sqlite3";

/**
 * Whether a studio, or anything else, has the database open. In WAL mode every connection keeps a shared lock on the
 * file for as long as it lives, so an exclusive one is to be had only when there is none; and a lock dies with its
 * process, however that ended. It is asked for before anything is read, so a damaged database tells as well.
 * @throws the driver's error when the file cannot be opened at all.
 */
export function isOpenElsewhere(file: string): boolean {
  if (!existsSync(file)) return false;
  const probe = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    probe.pragma("locking_mode = EXCLUSIVE");
    probe.exec("BEGIN EXCLUSIVE; ROLLBACK");
    return false;
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : "";
    if (code.startsWith("SQLITE_BUSY")) return true;
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return false;
    throw error;
  } finally {
    probe.close();
  }
}
