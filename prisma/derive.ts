import { readFileSync } from "node:fs";
import path from "node:path";
import type { Provider } from "./connect";

/**
 * The Prisma schema for a provider. `prisma/schema.prisma` is the source of truth and is SQLite's; PostgreSQL's
 * differs from it in two lines of the header.
 * @param root the project's folder.
 * @throws Error when one of those lines is not found exactly once.
 */
export function schemaFor(provider: Provider, root = process.cwd()): string {
  const schema = readFileSync(path.join(root, "prisma/schema.prisma"), "utf8");
  if (provider === "sqlite") return schema;
  return replaceOnce(
    replaceOnce(schema, 'provider = "sqlite"', 'provider = "postgresql"'),
    '"./generated/sqlite"',
    '"./postgresql"',
  );
}

function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) {
    throw new Error(`prisma/schema.prisma: expected ${from} exactly once`);
  }
  return text.replace(from, to);
}
