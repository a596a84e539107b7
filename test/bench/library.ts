// How long the library takes at a hundred thousand tasks: every list, search, count and day, in ms of this machine's
// processor (on SQLite the database's work is in it) and of the clock. `npm run bench:library [-- --tasks 100000]`, on
// PostgreSQL with `--database postgresql://…`, an empty one; `--data DIR` takes a seeded folder instead.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { createDb, type Db, migrate } from "@/lib/db";
import { libraryDays } from "@/lib/library/days";
import { libraryFacets } from "@/lib/library/facets";
import { neighboursIn } from "@/lib/library/neighbours";
import { parseLibraryQuery } from "@/lib/library/query";
import { anchorOf, listLibrary } from "@/lib/library/read";
import { type Scope, scopeOf } from "@/lib/library/scope";
import type { SharedFilm } from "../seed/films";
import { tagNames } from "../seed/prompts";
import { randomFrom } from "../seed/random";
import { seededTasks } from "../seed/rows";
import { writeTasks } from "../seed/write";

const options = {
  tasks: { type: "string", default: "100000" },
  rounds: { type: "string", default: "40" },
  database: { type: "string" },
  data: { type: "string" },
} as const;
const { tasks, rounds, database, data } = parseArgs({ options }).values;

const folder = mkdtempSync(path.join(tmpdir(), "rushes-bench-"));
const url = database ?? `file:${path.join(data ?? folder, "rushes.db")}`;
const zone = "America/New_York";
await migrate(url);
const db = createDb(url);
try {
  if ((await db.task.count()) === 0) await fill(Number(tasks));
  if (database) await db.$executeRawUnsafe("VACUUM ANALYZE");
  console.log(
    `${await db.task.count()} tasks, ${database ? "PostgreSQL" : "SQLite"}, ${rounds} rounds`,
  );
  console.log("                                     clock p50    p99   processor p50    p99");
  await measureAll();
} finally {
  await db.$disconnect();
  rmSync(folder, { recursive: true, force: true });
}

/** Rows alone: no query looks at a file. */
async function fill(count: number): Promise<void> {
  const placeholder = `data:image/webp;base64,${"A".repeat(180)}`;
  const shared = (size: string): SharedFilm[] => {
    const [width = 0, height = 0] = size.split("x").map(Number);
    const film = { width, height, placeholder, durationMs: 8_000, bytes: 1, sha256: "" };
    return [{ ...film, film: "", poster: "" }];
  };
  const sizes = builtInCatalogue.channels.flatMap(({ models }) =>
    models.flatMap((each) => each.sizes),
  );
  const films = new Map(sizes.map((size) => [size, shared(size)]));
  const random = randomFrom(1);
  const rows = seededTasks(count, { films, tagCount: tagNames.length, now: new Date(), random });
  const began = performance.now();
  await writeTasks(db, rows, async () => {});
  console.log(`seeded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

async function measureAll(): Promise<void> {
  for (const sort of ["newest", "oldest", "dearest", "longest"]) {
    await page(`page, ${sort}`, `sort=${sort}`);
    await walkOn(`page after page, ${sort}`, `sort=${sort}`);
  }
  await page("page, one status", "status=failed");
  await page("page, no such status", "status=unconfirmed");
  await page("page, portrait and favourite", "shape=portrait&favourite=1");
  await page(
    "page, four filters",
    "channel=sora-official&model=sora-2-pro&seconds=12&shape=portrait",
  );
  await page("page, filters without a match", "channel=sora-async&model=sora-2-pro");
  await page("page, a tag", "tag=rain");
  await page("page, two tags and a filter", "tag=rain&tag=fox&favourite=1");
  await page("page, a month", "from=2026-03-01&to=2026-03-31");
  await page("page, the trash", "trash=1");
  await jump("page, from a day on", "2026-01-15");
  await beside("neighbours");
  await page("search, a word", "q=lavender");
  await page("search, a beginning of a word", "q=la");
  await page("search, one letter", "q=a");
  await page("search, three words", "q=fox+snow+dawn");
  await page("search, no match", "q=walrus");
  await page("search, 雨", "q=雨");
  await page("search, 雨夜", "q=雨夜");
  await page("search, 里斯本的屋顶", "q=里斯本的屋顶");
  await page("search, two filters", "q=fox&favourite=1&shape=portrait");
  await page("search, broad, rare filter", "q=a&status=expired&favourite=1");
  await page("search, dearest first", "q=lavender&sort=dearest");
  await page("search, broad, dearest first", "q=a&sort=dearest");
  await other("facets", "", libraryFacets);
  await other("facets, two filters", "shape=portrait&favourite=1", libraryFacets);
  await other("facets, search", "q=lavender", libraryFacets);
  await other("facets, broad search", "q=a", libraryFacets);
  await other("days", "", libraryDays);
  await other("days, a filter", "favourite=1", libraryDays);
  await other("days, search", "q=lavender", libraryDays);
}

function scopeFor(query: string): Promise<Scope> {
  return scopeOf(db, parseLibraryQuery(new URLSearchParams(query)), zone);
}

function page(title: string, query: string): Promise<void> {
  return measure(title, async () => void (await listLibrary(db, await scopeFor(query))));
}

async function walkOn(title: string, query: string): Promise<void> {
  const scope = await scopeFor(query);
  let next: string | null = null;
  await measure(title, async () => {
    const anchor = (next && anchorOf(scope, { after: next })) || undefined;
    next = (await listLibrary(db, scope, anchor)).next;
  });
}

function jump(title: string, day: string): Promise<void> {
  return measure(title, async () => {
    await listLibrary(db, await scopeFor(""), { at: "day", day });
  });
}

async function beside(title: string): Promise<void> {
  const task = await db.task.findFirst({ where: { favourite: true }, skip: 100 });
  await measure(title, async () => {
    await neighboursIn(db, await scopeFor("favourite=1"), task?.id ?? "");
  });
}

function other(
  title: string,
  query: string,
  read: (database: Db, scope: Scope) => Promise<unknown>,
): Promise<void> {
  return measure(title, async () => void (await read(db, await scopeFor(query))));
}

async function measure(title: string, work: () => Promise<void>): Promise<void> {
  for (let warm = 0; warm < 3; warm++) await work();
  const clock: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    const used = process.cpuUsage();
    const began = performance.now();
    await work();
    clock.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  const figures = [clock, processor].flatMap((times) =>
    [0.5, 0.99].map((part) => quantile(times, part)),
  );
  console.log(title.padEnd(38) + figures.map((ms) => ms.toFixed(1).padStart(7)).join("  "));
}

function quantile(times: number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
