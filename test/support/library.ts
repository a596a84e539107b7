import type { Db, Task } from "@/lib/db";
import {
  type LibraryQuery,
  libraryParams,
  parseLibraryQuery,
  wholeLibrary,
} from "@/lib/library/query";
import { type Scope, scopeOf } from "@/lib/library/scope";
import type { TaskInput } from "@/lib/task/input";
import { testDb } from "./db";
import { testPostgres } from "./postgres";
import { taskAt } from "./tasks";

/** The two databases that everything about the library must hold on. */
export const bothDatabases = [
  ["SQLite", async () => testDb().db],
  ["PostgreSQL", testPostgres],
] as const;

export const noon = new Date("2026-11-20T12:00:00Z");
const minute = 60_000;

/** Records tasks a minute apart, the first one first. @returns their ids. */
export async function tasksOf(
  db: Db,
  tasks: (Partial<Task> & Partial<Pick<TaskInput, "prompt" | "size">> & { at?: string })[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, { at, prompt, size, ...row }] of tasks.entries()) {
    const now = at ? new Date(at) : new Date(noon.getTime() + index * minute);
    const input = { ...(prompt !== undefined && { prompt }), ...(size !== undefined && { size }) };
    ids.push(await taskAt(db, now, { status: "completed", dueAt: null, ...row }, input));
  }
  return ids;
}

/** A query as the API would be asked it. */
export const scope = (db: Db, query: Partial<LibraryQuery> = {}, zone = "UTC"): Promise<Scope> =>
  scopeOf(db, parseLibraryQuery(libraryParams({ ...wholeLibrary, ...query })), zone);
