import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { testDb, testDbUrl } from "@/test/support/db";
import { createDb, type Db, migrate } from "./db";

test("a new database: its folder is made, it is migrated, and it is set to lose nothing", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-db-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "deep/er/rushes.db");

  expect(await migrate(`file:${file}`)).not.toEqual([]);
  expect(await migrate(`file:${file}`)).toEqual([]);
  expect(existsSync(file)).toBe(true);

  const db = createDb(`file:${file}`);
  onTestFinished(() => db.$disconnect());
  expect(await db.task.count()).toBe(0);
  expect(await db.$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: "wal" }]);
  expect(await db.$queryRaw`PRAGMA synchronous`).toEqual([{ synchronous: 2n }]);
  expect(await db.$queryRaw`PRAGMA foreign_keys`).toEqual([{ foreign_keys: 1n }]);
});

test("the queue's query is served by the index on dueAt", async () => {
  const { db } = testDb();
  const plan = await db.$queryRaw<{ detail: string }[]>`
    EXPLAIN QUERY PLAN SELECT * FROM "Task" WHERE "dueAt" <= 0 ORDER BY "dueAt" LIMIT 10`;
  expect(plan.map((step) => step.detail).join()).toMatch(/USING INDEX Task_dueAt_idx/);
});

test("kill -9 at any moment: what was acknowledged is there, and no transaction is torn", async () => {
  const url = testDbUrl();
  let acknowledged = 0;
  for (let round = 0; round < 3; round++) {
    const lines = await linesUntilKilled(writer(url), 100 + round * 60);
    acknowledged += lines.length;
    const db = createDb(url);
    await expectNothingLost(db, lines);
    expect(await db.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
    await db.$disconnect();
  }
  expect(acknowledged).toBeGreaterThan(20);
});

async function expectNothingLost(db: Db, lines: string[]): Promise<void> {
  const rows = await db.setting.findMany({ select: { key: true, value: true } });
  const values = new Map(rows.map((row) => [row.key, row.value]));
  const lost = lines.filter((line) => {
    const [kind, key = ""] = line.split(" ");
    return kind === "pair" ? values.get(key) !== 2 : !values.has(key);
  });
  expect(lost).toEqual([]);
  const torn = rows.filter(
    ({ key, value }) => !key.endsWith("-second") && (value === 2) !== values.has(`${key}-second`),
  );
  expect(torn).toEqual([]);
}

test("19, 45: two processes at once: every row is won once, every increment counts", async () => {
  const { db, url } = testDb();
  const count = 40;
  const keys = ["total", ...Array.from({ length: count }, (_, i) => `row-${i}`)];
  await db.setting.createMany({
    data: keys.map((key) => ({ key, value: 0, updatedAt: new Date() })),
  });

  const answers = await Promise.all([writer(url, count), writer(url, count)].map(linesUntilEnd));
  const won = answers.flat().map((line) => Number(line.split(" ")[1]));

  expect(won).toHaveLength(2);
  expect((won[0] ?? 0) + (won[1] ?? 0)).toBe(count);
  const total = await db.setting.findUniqueOrThrow({ where: { key: "total" } });
  expect(total.value).toBe(2 * count);
});

function writer(url: string, claims?: number): ChildProcess {
  const script = ["--conditions=react-server", "--import", "tsx", "test/support/db-writer.ts", url];
  const child = spawn(process.execPath, claims ? [...script, String(claims)] : script, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Lets it write for so many ms from its first line on. @returns the whole lines it has said. */
async function linesUntilKilled(child: ChildProcess, ms: number): Promise<string[]> {
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    if (said === "") setTimeout(() => child.kill("SIGKILL"), ms);
    said += chunk;
  });
  await once(child, "close");
  return said.split("\n").slice(0, -1);
}

async function linesUntilEnd(child: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  if (child.stdout) for await (const line of createInterface(child.stdout)) lines.push(line);
  return lines;
}
