// Generates the Prisma clients of both providers into prisma/generated.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { schemaFor } from "./derive";

const derivedSchema = "prisma/generated/postgresql.prisma";
mkdirSync("prisma/generated", { recursive: true });
writeFileSync(derivedSchema, schemaFor("postgresql"));

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const environment = {
  ...process.env,
  // `generate` never runs the schema engine, but downloads it unless this names an existing file. With Node itself
  // in its place, any command that does need the engine fails loudly.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  CHECKPOINT_DISABLE: "1",
};

async function generate(schema: string): Promise<void> {
  const child = spawn(process.execPath, [prisma, "generate", "--no-hints", "--schema", schema], {
    env: environment,
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`prisma generate failed for ${schema}:\n${Buffer.concat(output).toString()}`);
  }
}

await Promise.all([generate("prisma/schema.prisma"), generate(derivedSchema)]);
