import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { checkInvariants } from "../support/invariants";
import { patiently } from "../support/patiently";
import { quickFilms } from "../support/quick-films";
import { pressAsSent } from "../support/seed-jobs";
import { type TestStudio, testStudio } from "../support/studio";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const hour = 3_600_000;

/** Until the sandbox has drawn so many films: that takes real time. */
const drawn = ({ sandboxDir }: TestStudio, films: number) =>
  patiently(async () => {
    const names = await readdir(path.join(sandboxDir, "films"));
    expect(names.filter((name) => name.endsWith(".mp4")).length).toBeGreaterThanOrEqual(films);
  });

it("FAULTS 52: after more than a day offline the oldest is saved first, and what was lost says so", async () => {
  const studio = await testStudio({ make: quickFilms() });
  const ids: string[] = [];
  for (let age = 33; age > 0; age -= 3) {
    ids.push(...(await pressAsSent(studio, { prompt: `Sent ${age} hours ago` })));
    studio.time.leap(3 * hour);
  }
  await studio.restartSandbox();
  await drawn(studio, 8);
  studio.startWorker();
  await studio.time.settle();
  const tasks = await Promise.all(ids.map((id) => studio.task(id)));
  const lost = tasks.filter(({ status }) => status === "expired");
  expect(lost).toEqual(tasks.slice(0, 3));
  for (const task of lost) {
    expect(task).toMatchObject({ failureKind: "expired", failureCharged: "yes" });
    expect(task.failureMessage).toBeTruthy();
  }
  const saved = tasks.slice(3);
  for (const { status } of saved) expect(status).toBe("completed");
  const fetched = studio.sandbox
    .requests()
    .filter(({ channel, status }) => channel === "cdn" && status === 200)
    .map(({ path: where }) => saved.findIndex(({ upstreamId }) => where.includes(`${upstreamId}`)));
  // Four at a time: nobody is overtaken by more than those beside it.
  for (const [order, age] of fetched.entries()) expect(Math.abs(order - age)).toBeLessThan(4);
  await checkInvariants(studio);
});

it("FAULTS 57: a thousand tasks that are due at once all settle, within the rate", async () => {
  const studio = await testStudio({ make: quickFilms() });
  const asynchronous = { channel: "sora-async", seconds: 10 };
  for (let press = 0; press < 18; press++) {
    await pressAsSent(studio, { prompt: "[[job-fails]] a fox", takes: 50 });
  }
  await pressAsSent(studio, { takes: 60 });
  await pressAsSent(studio, { ...asynchronous, takes: 5 });
  await studio.press({ takes: 20 });
  await studio.press({ ...asynchronous, takes: 15 });
  studio.time.leap(5 * hour);
  await studio.restartSandbox();
  studio.startWorker();
  await studio.time.settle();
  const counted = await studio.db.task.groupBy({ by: ["status"], _count: true });
  expect(Object.fromEntries(counted.map((row) => [row.status, row._count]))).toEqual({
    completed: 100,
    failed: 900,
  });
  await checkInvariants(studio);
});
