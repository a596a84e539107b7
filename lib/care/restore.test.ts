import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDb, type Db } from "@/lib/db";
import { videoKey } from "@/lib/storage/key";
import { createLocalStorage } from "@/lib/storage/local";
import { startWorker } from "@/lib/worker/loop";
import { applyMigrations } from "@/prisma/apply";
import { connect } from "@/prisma/connect";
import { type TestPatient, testFolder, testPatient } from "@/test/support/care";
import { keepFilm } from "@/test/support/films";
import { recordTasks, rowOf, taskAt } from "@/test/support/tasks";
import { testWorld } from "@/test/support/world";
import { backUp } from "./backup";
import { examine } from "./doctor";
import { CareError } from "./error";
import { type RestoreOrder, restore } from "./restore";

const now = new Date("2026-11-21T09:00:00Z");

async function backedUp(patient: TestPatient): Promise<string> {
  const folder = path.join(testFolder(), "backup");
  await backUp({ ...patient, folder, version: "1" });
  return folder;
}

/** An empty place for a studio. */
function emptyPlace(): Omit<RestoreOrder, "folder"> & { file: string; media: string } {
  const dataDir = testFolder();
  const file = path.join(dataDir, "rushes.db");
  const media = path.join(dataDir, "media");
  return { dataDir, databaseUrl: `file:${file}`, force: false, now, file, media };
}

function openDb(databaseUrl: string): Db {
  const db = createDb(databaseUrl);
  onTestFinished(() => db.$disconnect());
  return db;
}

test("a restored studio is the one that was backed up, and healthy", async () => {
  const patient = testPatient();
  const id = await keepFilm(patient);
  const folder = await backedUp(patient);
  const place = emptyPlace();
  const restored = await restore({ ...place, folder });
  expect(restored).toMatchObject({ unconfirmed: 0, movedAside: [], manifest: { missing: [] } });
  expect(await readdir(place.dataDir)).toEqual(["media", "rushes.db"]);

  const db = openDb(place.databaseUrl);
  expect(await db.task.findMany({ include: { events: true, video: true } })).toEqual(
    await patient.db.task.findMany({ include: { events: true, video: true } }),
  );
  const storage = createLocalStorage(place.media);
  expect(await storage.stat(videoKey(id))).toMatchObject({ bytes: 6 });
  expect(await examine({ ...patient, ...place, db, storage }, { fix: false })).toMatchObject({
    healthy: true,
  });
});

test("what may have been paid since is unconfirmed, by legal steps, and never sent again by itself", async () => {
  const patient = testPatient();
  const [waiting = ""] = await recordTasks(patient.db, patient.now);
  const held = { leaseUntil: patient.now, leaseToken: "theirs" };
  const submitting = await taskAt(patient.db, patient.now, { status: "submitting", ...held });
  const upstreamId = "video_1";
  const queued = await taskAt(patient.db, patient.now, { status: "queued", upstreamId, ...held });
  const place = emptyPlace();
  const restored = await restore({ ...place, folder: await backedUp(patient) });
  expect(restored.unconfirmed).toBe(2);

  const world = testWorld();
  const db = openDb(place.databaseUrl);
  const steps = async (taskId: string) =>
    (await db.taskEvent.findMany({ where: { taskId }, orderBy: { id: "asc" } })).map(
      ({ from, to }) => `${from} -> ${to}`,
    );
  expect(await steps(waiting)).toEqual([
    "null -> waiting",
    "waiting -> submitting",
    "submitting -> unconfirmed",
  ]);
  expect((await steps(submitting)).slice(1)).toEqual(["submitting -> unconfirmed"]);
  for (const id of [waiting, submitting]) {
    const row = await rowOf(db, id);
    expect(row).toMatchObject({ status: "unconfirmed", failureCharged: "unknown" });
    expect(row.failureMessage).toContain("when the backup was made");
  }
  expect(await db.task.count({ where: { leaseToken: { not: null } } })).toBe(0);

  world.clock.advance(patient.now.getTime() + 3_600_000 - world.clock.now().getTime());
  const worker = startWorker({ ...world, db });
  onTestFinished(() => worker.stop(5_000));
  await expect.poll(() => world.upstream.polls).toContain(upstreamId);
  await worker.stop(5_000);
  expect(world.upstream.creates).toEqual([]);
  expect((await rowOf(db, queued)).status).toBe("in_progress");
});

test("a backup made before an upgrade is migrated; the backup itself stays as it was", async () => {
  const patient = { ...testPatient(), databaseUrl: await firstRelease() };
  const folder = await backedUp(patient);
  const bytes = await readFile(path.join(folder, "rushes.db"));
  const place = emptyPlace();
  expect(await restore({ ...place, folder })).toMatchObject({ unconfirmed: 1 });
  expect(await openDb(place.databaseUrl).task.findMany()).toMatchObject([
    { status: "unconfirmed", claimedId: null },
  ]);
  expect((await readFile(path.join(folder, "rushes.db"))).equals(bytes)).toBe(true);
});

/** A database that only knows the first migration, with a waiting task. */
async function firstRelease(): Promise<string> {
  const root = testFolder();
  const migrations = "prisma/migrations/sqlite";
  const [first = ""] = (await readdir(migrations)).sort();
  await cp(path.join(migrations, first), path.join(root, migrations, first), { recursive: true });
  const url = `file:${path.join(root, "rushes.db")}`;
  const connection = await connect(url);
  await applyMigrations(connection, { root });
  await connection.run(`
    INSERT INTO "Task" (id, intentKey, take, status, sandbox, channel, model, prompt, seconds, size,
      priceMicros, dueAt, createdAt, updatedAt)
    VALUES ('0193480e-7c2b-7aaa-8bbb-0123456789ab', 'k', 0, 'waiting', 0, 'sora-official', 'sora-2',
      'A fox', 4, '1280x720', 400000, '2026-11-20', '2026-11-20', '2026-11-20')`);
  await connection.close();
  return url;
}

test("a backup of a newer version is refused", async () => {
  const patient = testPatient();
  await patient.db.$executeRaw`
    INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at)
    VALUES ('x', 'x', '29990101000000_future', 1)`;
  const place = emptyPlace();
  const attempt = restore({ ...place, folder: await backedUp(patient) });
  await expect(attempt).rejects.toThrow("used by a newer version");
  expect(await readdir(place.dataDir)).toEqual([]);
});

test("without --force only an empty place is restored to; with it, what was there is moved aside", async () => {
  const old = testPatient();
  const oldFilm = await keepFilm(old);
  const patient = testPatient();
  const film = await keepFilm(patient);
  const folder = await backedUp(patient);
  const order = { ...old, folder, force: false, now };
  await old.db.$disconnect();
  const file = old.databaseUrl.slice("file:".length);
  await writeFile(path.join(old.dataDir, "actions.key"), "kept");

  await expect(restore(order)).rejects.toThrow("--force moves it aside");
  expect(existsSync(path.join(old.media, videoKey(oldFilm)))).toBe(true);

  const { movedAside } = await restore({ ...order, force: true });
  expect(movedAside).toEqual([
    `${file}.replaced-2026-11-21T09-00-00-000Z`,
    `${old.media}.replaced-2026-11-21T09-00-00-000Z`,
  ]);
  const [oldFile = "", oldMedia = ""] = movedAside;
  expect(await openDb(`file:${oldFile}`).task.findMany()).toMatchObject([{ id: oldFilm }]);
  expect(existsSync(path.join(oldMedia, videoKey(oldFilm)))).toBe(true);
  expect(await openDb(old.databaseUrl).task.findMany()).toMatchObject([{ id: film }]);
  expect(await readdir(path.join(old.media, "videos"))).toEqual([`${film}.mp4`]);
  expect(await readFile(path.join(old.dataDir, "actions.key"), "utf8")).toBe("kept");
});

test.each([
  ["whole", async () => {}],
  ["damaged", (file: string) => overwrite(file, 0, Buffer.alloc(100, 0xee))],
])("refuses while a studio runs on a %s database, also with --force", async (_, damage) => {
  const place = testPatient();
  await place.db.$disconnect();
  const folder = await backedUp(testPatient());
  const script = ["--conditions=react-server", "--import", "tsx", "test/support/db-writer.ts"];
  const studio = spawn(process.execPath, [...script, place.databaseUrl], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void studio.kill("SIGKILL"));
  if (studio.stdout) await once(studio.stdout, "data");
  await damage(place.databaseUrl.slice("file:".length));
  studio.stdout?.resume();
  const order = { ...place, folder, force: true, now };
  await expect(restore(order)).rejects.toThrow("A studio is running");
  studio.kill("SIGKILL");
  await once(studio, "close");
  expect((await restore(order)).movedAside).not.toEqual([]);
  expect(await openDb(place.databaseUrl).task.count()).toBe(0);
});

async function overwrite(file: string, position: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(bytes, 0, bytes.length, position);
  await handle.close();
}

test.each<[what: string, damage: (folder: string, film: string) => Promise<void>]>([
  [
    "a film is changed",
    (folder, film) => overwrite(path.join(folder, "media", film), 2, Buffer.of(0)),
  ],
  ["a film is missing", (folder, film) => rm(path.join(folder, "media", film))],
  ["a film is longer", (folder, film) => writeFile(path.join(folder, "media", film), "a film!")],
  [
    "the database is changed",
    (folder) => overwrite(path.join(folder, "rushes.db"), 5000, Buffer.of(9)),
  ],
  ["the database is missing", (folder) => rm(path.join(folder, "rushes.db"))],
  ["the manifest is missing", (folder) => rm(path.join(folder, "manifest.json"))],
  [
    "the manifest is cut off",
    (folder) => writeFile(path.join(folder, "manifest.json"), '{"format":1'),
  ],
])("a backup is refused where %s, and nothing is changed", async (_, damage) => {
  const patient = testPatient();
  const id = await keepFilm(patient);
  const made = await backedUp(patient);
  const folder = path.join(testFolder(), "copy");
  await cp(made, folder, { recursive: true });
  await damage(folder, videoKey(id));
  const place = emptyPlace();
  await expect(restore({ ...place, folder })).rejects.toThrow(CareError);
  expect(await readdir(place.dataDir)).toEqual([]);
});

test("what is no backup is refused", async () => {
  const place = emptyPlace();
  await expect(restore({ ...place, folder: testFolder() })).rejects.toThrow("holds no backup");
  const databaseUrl = "postgresql://u:secret@h/d";
  await expect(restore({ ...place, databaseUrl, folder: testFolder() })).rejects.toThrow(
    "pg_restore",
  );
});
