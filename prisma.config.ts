import { defineConfig } from "prisma/config";

// For Prisma's own command line only: `generate` here, and `migrate` on a machine that has its native engine.
const url = process.env.DATABASE_URL ?? "file:./data/rushes.db";
const postgres = /^postgres(ql)?:/.test(url);

export default defineConfig({
  schema: postgres ? "prisma/generated/postgresql.prisma" : "prisma/schema.prisma",
  migrations: { path: `prisma/migrations/${postgres ? "postgresql" : "sqlite"}` },
  datasource: { url },
});
