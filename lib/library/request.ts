import "server-only";
import { isTimeZone } from "@/lib/costs/calendar";
import type { Db } from "@/lib/db";
import { parseLibraryQuery } from "./query";
import { type Scope, scopeOf } from "./scope";

/** The query of a request: its parameters, and `tz`, the zone whose days are meant ("Asia/Shanghai"; UTC unless told). */
export async function requestedScope(db: Db, search: URLSearchParams): Promise<Scope> {
  const parsed = parseLibraryQuery(search);
  const asked = search.get("tz");
  if (asked === null || isTimeZone(asked)) return scopeOf(db, parsed, asked ?? "UTC");
  const ignored = [...parsed.ignored, { name: "tz", value: asked }];
  return scopeOf(db, { ...parsed, ignored }, "UTC");
}
