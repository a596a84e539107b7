import "server-only";
import path from "node:path";

/** The file behind a database URL, absolute; null for PostgreSQL. */
export const sqliteFileOf = (databaseUrl: string): string | null =>
  databaseUrl.startsWith("file:") ? path.resolve(databaseUrl.slice("file:".length)) : null;
