import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { faultProxy } from "../support/fault-proxy";
import { checkInvariants } from "../support/invariants";
import { patiently } from "../support/patiently";
import { quickFilms } from "../support/quick-films";
import { type TestStudio, testStudio } from "../support/studio";
import { startWorkerChild } from "../support/worker-child";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const posts = ({ sandbox }: TestStudio) =>
  sandbox.requests().filter(({ method }) => method === "POST");

const statuses = async ({ db }: TestStudio) => {
  const counted = await db.task.groupBy({ by: ["status"], _count: true });
  return Object.fromEntries(counted.map((row) => [row.status, row._count]));
};

describe("several processes on one database", () => {
  it.each([2, 4])("FAULTS 48: %i workers share slots, window and leases", async (count) => {
    const studio = await testStudio({ make: quickFilms() });
    const asynchronous = { channel: "sora-async", seconds: 10, prompt: "[[job-fails]] a fox" };
    await studio.press({ ...asynchronous, takes: 10 });
    await studio.press({ prompt: "[[job-fails]] a hare", takes: 10 });
    await studio.press();
    const workers = await Promise.all(
      Array.from({ length: count }, () => startWorkerChild(studio)),
    );
    await studio.time.settle();
    expect(await statuses(studio)).toEqual({ completed: 1, failed: 20 });
    expect(posts(studio)).toHaveLength(21);
    expect(await studio.db.taskEvent.count({ where: { to: "submitting" } })).toBe(21);
    const sent = workers.map((worker) => worker.said("sent"));
    expect(sent.reduce((total, one) => total + one)).toBe(21);
    expect(sent.filter((one) => one > 0).length).toBeGreaterThan(1);
    await checkInvariants(studio);
  });

  it("FAULTS 45: one that holds the write lock for 2.5 s is waited for, and no write is lost", async () => {
    const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
    const proxy = await faultProxy(studio.sandbox.baseUrl);
    studio.plan.baseUrl = proxy.origin;
    const release = proxy.hold();
    await studio.press({ prompt: "Sent before", takes: 4 });
    studio.startWorker();
    await patiently(() => expect(posts(studio)).toHaveLength(4));

    const letGo = await holdWriteLock(studio, 2_500);
    release(); // four answers come while nobody can write
    expect(await studio.press({ prompt: "Pressed meanwhile" })).toHaveLength(1);
    const pressed = performance.timeOrigin + performance.now();
    expect(pressed).toBeGreaterThanOrEqual(await letGo());
    await studio.time.settle();
    expect(await statuses(studio)).toEqual({ completed: 5 });
    expect(posts(studio)).toHaveLength(5);
    await checkInvariants(studio);
  });
});

/** @returns what tells when it was let go, in ms since the epoch. */
async function holdWriteLock({ plan }: TestStudio, ms: number): Promise<() => Promise<number>> {
  const script = path.join(import.meta.dirname, "../support/lock-holder.mjs");
  const file = plan.databaseUrl.replace("file:", "");
  const child = spawn(process.execPath, [script, file, String(ms)], { stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await said.next();
  return async () => Number((await said.next()).value);
}

describe("SIGTERM", () => {
  it("FAULTS 56: sends nothing new, and what is under way is written within 10 s", async () => {
    const studio = await testStudio({ make: quickFilms(), speed: 200 });
    const proxy = await faultProxy(studio.sandbox.baseUrl);
    studio.plan.baseUrl = proxy.origin;
    const release = proxy.hold();
    await studio.press({ takes: 7 });
    const server = await startServer(studio);
    await patiently(() => expect(posts(studio)).toHaveLength(4));
    expect(await statuses(studio)).toEqual({ submitting: 4, waiting: 3 });

    server.kill("SIGTERM");
    const began = performance.now();
    const ended = once(server, "exit");
    release();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await statuses(studio)).toEqual({ queued: 4, waiting: 3 });
    expect(posts(studio)).toHaveLength(4);

    studio.startWorker();
    await studio.settled();
    expect(await statuses(studio)).toEqual({ completed: 7 });
    expect(posts(studio)).toHaveLength(7);
    await checkInvariants(studio);
  });
});

/** The studio as `npm start` starts it, without the screens. */
async function startServer({ plan, sandbox }: TestStudio) {
  const pace = { firstPollMs: 150, pollMs: 150 };
  const catalogue = path.join(plan.folder, "catalogue.json");
  writeFileSync(catalogue, JSON.stringify({ "sora-official": { pace } }));
  const script = path.join(import.meta.dirname, "../support/studio-process.ts");
  const args = ["--conditions=react-server", "--import", "tsx", script];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      RUSHES_DATA_DIR: plan.folder,
      DATABASE_URL: plan.databaseUrl,
      RUSHES_CATALOGUE: catalogue,
      API_YI_BASE_URL: plan.baseUrl,
      API_YI_LINK_ORIGINS: sandbox.cdnOrigin,
      API_YI_OFFICIAL_KEY: sandbox.keys["sora-official"],
      LOG_LEVEL: "silent",
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}
