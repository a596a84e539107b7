// A studio of 100,000 tasks over two years, half of them sandbox films: how long does it take to read the books of a month, of
// a year and of all time, to ask the budget as every press does, and to open the list behind the figures? `npm run bench:books`
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listFilms } from "@/lib/costs/films";
import { readBooksView } from "@/lib/costs/read-view";
import { createDb, migrate } from "@/lib/db";
import { presentOf, spendingAt } from "@/lib/settings/budget";

const count = 100_000;
const rounds = 200;
const now = new Date("2026-11-20T12:00:00Z");
const spanMs = 2 * 365 * 86_400_000;

const folder = mkdtempSync(path.join(tmpdir(), "rushes-bench-"));
const url = `file:${path.join(folder, "rushes.db")}`;
await migrate(url);
const db = createDb(url);
try {
  await fill();
  const year = { from: "2026-01-01", to: "2026-12-31" };
  const month = { from: "2026-11-01", to: "2026-11-30" };
  const present = presentOf(now, "Asia/Shanghai");
  const span = { from: present.monthStart, to: present.monthEnd };
  await measure("a month by day", () => readBooksView(db, { range: month, sandbox: false }));
  await measure("a year by month", () => readBooksView(db, { range: year, sandbox: false }));
  const ever = { from: "2024-11-01", to: "2026-11-30" };
  await measure("all by month", () => readBooksView(db, { range: ever, sandbox: false }));
  await measure("the budget", () => spendingAt(db, present));
  await measure("the films", () => listFilms(db, { sandbox: false, span }));
  await measure("the uncertain", () =>
    listFilms(db, { sandbox: false, span, charge: "uncertain" }),
  );
} finally {
  await db.$disconnect();
  rmSync(folder, { recursive: true, force: true });
}

/** Rows as the studio writes them, made by the database itself: through the client it would take minutes. */
async function fill(): Promise<void> {
  const first = now.getTime() - spanMs;
  await db.$executeRawUnsafe(`
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1}),
    t AS (SELECT i, strftime('%Y-%m-%dT%H:%M:%f', ${first / 1000} + i * ${spanMs / count / 1000}, 'unixepoch') || '+00:00' AS at FROM n)
    INSERT INTO "Task" (id, intentKey, take, status, sandbox, channel, model, prompt, seconds, size, priceMicros,
      failureKind, failureCharged, heldAt, createdAt, updatedAt, settledAt, place, aspect)
    SELECT printf('task-%08d', i), printf('intent-%08d', i), 0,
      CASE i % 20 WHEN 0 THEN 'failed' WHEN 1 THEN 'canceled' WHEN 2 THEN 'unconfirmed' WHEN 3 THEN 'expired' ELSE 'completed' END,
      i % 2, CASE i % 3 WHEN 0 THEN 'sora-async' ELSE 'sora-official' END, CASE i % 5 WHEN 0 THEN 'sora-2-pro' ELSE 'sora-2' END,
      'A heron over the lake at dawn. Slow pan, soft light, number ' || i, 4, '1280x720', 400000,
      CASE i % 20 WHEN 0 THEN 'upstream' END, CASE i % 20 WHEN 0 THEN 'no' END, at, at, at, at, i, 1.78
    FROM t`);
  await db.$executeRawUnsafe("ANALYZE");
}

async function measure(what: string, read: () => Promise<unknown>): Promise<void> {
  for (let warm = 0; warm < 20; warm++) await read();
  const times: number[] = [];
  // What others do with the machine meanwhile does not count here.
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await read();
    times.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(before);
  const own = `${((user + system) / 1_000 / rounds).toFixed(1)} ms`;
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(rounds * share)] ?? 0).toFixed(1)} ms`;
  console.log(
    `${what.padEnd(16)} median ${at(0.5).padStart(9)}, p99 ${at(0.99).padStart(9)}, processor ${own.padStart(9)}`,
  );
}
