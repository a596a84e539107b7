import "server-only";
import { type Db, isPostgres, type Sql, sql } from "@/lib/db";
import type { Term } from "./tokens";

/** The condition that an entry `s` of the search index has every term. Tokens are letters and digits only, so nothing has to be escaped. */
export function matches(db: Db, terms: Term[]): Sql {
  if (isPostgres(db)) {
    const query = terms.map(({ token, prefix }) => `'${token}'${prefix ? ":*" : ""}`).join(" & ");
    return sql`s.vector @@ ${query}::tsquery`;
  }
  const query = terms.map(({ token, prefix }) => `"${token}"${prefix ? "*" : ""}`).join(" AND ");
  return sql`s."TaskSearch" MATCH ${query}`;
}
