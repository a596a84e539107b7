import "server-only";
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { pendingMigrations } from "@/lib/db";
import type { Check, Finding, Note, Patient } from "../finding";
import { sqliteFileOf } from "../sqlite-file";

const restoreAdvice =
  "Stop the studio, keep a copy of the data folder, and restore the latest backup (README, Backup and restore).";

/** Whether the rows can be read at all; while there is a finding here, nothing else can be examined. */
export const databaseCheck: Check = {
  title: "Database",
  async *examine({ databaseUrl }: Patient): AsyncGenerator<Finding | Note> {
    const file = sqliteFileOf(databaseUrl);
    if (file && !existsSync(file)) {
      yield {
        code: "database.missing",
        subject: null,
        message: `There is no database at ${file}.`,
        advice:
          "Look at RUSHES_DATA_DIR and DATABASE_URL; start a new studio, or restore a backup.",
      };
      return;
    }
    try {
      if (file) yield* damage(file);
      yield* behind(await pendingMigrations(databaseUrl));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      yield {
        code: "database.unusable",
        subject: null,
        message: `The database cannot be used: ${reason.trim().split("\n").at(-1)}`,
        advice: restoreAdvice,
      };
    }
  },
};

function* damage(file: string): Generator<Finding | Note> {
  const faults = faultsIn(file);
  if (faults.length === 0) yield { note: "SQLite finds no damage." };
  for (const fault of faults) {
    yield {
      code: "database.damaged",
      subject: null,
      message: `SQLite finds damage: ${fault}.`,
      advice: restoreAdvice,
    };
  }
}

/** By a connection of its own: FTS5 compares with what it last read there, and would call another's writes damage. */
function faultsIn(file: string): string[] {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 30_000 });
  try {
    const rows = database.pragma("integrity_check(5)") as { integrity_check: string }[];
    return rows.map((row) => row.integrity_check).filter((fault) => fault !== "ok");
  } finally {
    database.close();
  }
}

function* behind(pending: string[]): Generator<Finding | Note> {
  if (pending.length === 0) yield { note: "Every migration is applied." };
  else {
    yield {
      code: "database.behind",
      subject: null,
      message: `The database is behind this version of the studio: ${pending.join(", ")}.`,
      advice: "Start the studio: it migrates by itself.",
    };
  }
}
