import "server-only";
import { type Db, isPostgres, Prisma } from "@/lib/db";
import type { Term } from "./tokens";

/** The condition that an entry `s` of the search index has every term. Tokens are letters and digits only, so nothing has to be escaped. */
export function matches(db: Db, terms: Term[]): Prisma.Sql {
  if (isPostgres(db)) {
    const query = terms.map(({ token, prefix }) => `'${token}'${prefix ? ":*" : ""}`).join(" & ");
    return Prisma.sql`s.vector @@ ${query}::tsquery`;
  }
  const query = terms.map(({ token, prefix }) => `"${token}"${prefix ? "*" : ""}`).join(" AND ");
  return Prisma.sql`s."TaskSearch" MATCH ${query}`;
}
