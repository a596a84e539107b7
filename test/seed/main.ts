// `npm run seed -- --tasks 100000 [--data DIR] [--force]`: fills a data folder with a believable library, for development
// and benchmarks. It refuses where there is a key or anybody's work.
import { rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { createDb, migrate } from "@/lib/db";
import { env } from "@/lib/env";
import { loadEnvFile } from "../../scripts/env-file.mjs";
import { sharedFilms } from "./films";
import { tagNames } from "./prompts";
import { randomFrom } from "./random";
import { seededTasks } from "./rows";
import { placeFiles, writeTasks } from "./write";

const options = {
  tasks: { type: "string", default: "1000" },
  data: { type: "string" },
  seed: { type: "string", default: "1" },
  force: { type: "boolean", default: false },
} as const;
const { tasks, data, seed, force } = parseArgs({ options }).values;
loadEnvFile();
if (data) Object.assign(process.env, { RUSHES_DATA_DIR: data, DATABASE_URL: "" });
const count = Number(tasks);
if (!Number.isInteger(count) || count < 1) throw new Error("--tasks must be a whole number");

const { databaseUrl, dataDir, mode } = env();
if (mode === "live" && !force) refuse("There is a key: this is a studio that works.");
await migrate(databaseUrl);
const db = createDb(databaseUrl);
if ((await db.task.count()) > 0 && !force) refuse("There are tasks already.");

const began = performance.now();
const shared = path.join(dataDir, "seed");
const sizes = new Set(
  builtInCatalogue.channels.flatMap(({ models }) => models.flatMap((model) => model.sizes)),
);
const films = new Map(
  await Promise.all(
    [...sizes].map(async (size) => [size, await sharedFilms(shared, size)] as const),
  ),
);
console.log(`${films.size} sizes of film drawn in ${elapsed()} s`);

let written = 0;
const rows = seededTasks(count, {
  ...{ films, tagCount: tagNames.length, now: new Date(), random: randomFrom(Number(seed)) },
});
await writeTasks(db, rows, async (batch) => {
  await placeFiles(path.join(dataDir, "media"), batch);
  written += batch.length;
  if (written % 10_000 === 0) console.log(`${written} tasks in ${elapsed()} s`);
});
await db.$disconnect();
await rm(shared, { recursive: true, force: true });
console.log(`${count} tasks in ${dataDir}, in ${elapsed()} s`);

function elapsed(): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}

function refuse(why: string): never {
  console.error(`${why} Nothing was written; --force writes all the same.`);
  process.exit(1);
}
