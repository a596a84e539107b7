import { existsSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDb } from "@/lib/db";
import { sha256OfFile } from "@/lib/media/hash";
import { imageKey, referenceKey, thumbnailKey, videoKey } from "@/lib/storage/key";
import { filmWriter, type TestPatient, testFolder, testPatient } from "@/test/support/care";
import { keepFilm } from "@/test/support/films";
import { recordTasks } from "@/test/support/tasks";
import { type Backup, backUp } from "./backup";
import { CareError } from "./error";
import { readManifest } from "./manifest";

const backupOf = (patient: TestPatient, folder: string): Promise<Backup> =>
  backUp({ ...patient, folder, version: "1.2.3" });

const everythingIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

test("holds rows, films, posters, images and references, and a manifest of them; nothing secret", async () => {
  const patient = testPatient();
  const id = await keepFilm(patient);
  await recordTasks(patient.db, patient.now);
  const reference = referenceKey("a".repeat(64), "png");
  const image = imageKey("b".repeat(64), "png");
  const thumbnail = thumbnailKey("b".repeat(64));
  for (const key of [reference, image, thumbnail]) {
    await patient.storage.put(key, Buffer.from("a picture"));
  }
  await patient.db.reference.create({
    data: {
      framing: { x: 0, y: 0, width: 1, height: 1, bars: "blur" },
      image: {
        create: {
          ...{
            sha256: "b".repeat(64),
            sourceSha256: "c".repeat(64),
            key: image,
          },
          ...{ thumbnailKey: thumbnail, mime: "image/png", name: "" },
          ...{ width: 1, height: 1, bytes: 9, createdAt: patient.now, usedAt: patient.now },
        },
      },
      ...{ sha256: "a".repeat(64), key: reference, mime: "image/png", width: 1, height: 1 },
      ...{ bytes: 9, createdAt: patient.now },
    },
  });
  await patient.storage.put(videoKey("0193480e-7c2b-7aaa-8bbb-0123456789ab"), Buffer.from("stray"));
  for (const name of ["actions.key", ".env"]) await writeFile(path.join(patient.dataDir, name), "");

  const folder = path.join(testFolder(), "new/backup");
  const { manifest, problems } = await backupOf(patient, folder);

  expect(problems).toMatchObject([
    expect.stringContaining(`media/${image} is not the file`),
    expect.stringContaining(`${reference} is not the file`),
  ]);
  expect(await everythingIn(folder)).toEqual([
    "manifest.json",
    `media/${image}`,
    `media/posters/${id}.webp`,
    `media/${reference}`,
    `media/${thumbnail}`,
    `media/videos/${id}.mp4`,
    "rushes.db",
  ]);
  expect(await readManifest(folder)).toEqual(manifest);
  expect(manifest).toMatchObject({
    version: "1.2.3",
    madeAt: patient.now.toISOString(),
    counts: { tasks: 2, films: 1, posters: 1, images: 1, references: 1 },
    database: await sha256OfFile(path.join(folder, "rushes.db")),
    missing: [],
  });
  for (const { key, ...facts } of manifest.files) {
    expect(await sha256OfFile(path.join(folder, "media", key))).toEqual(facts);
  }
  expect(await readdir(path.dirname(folder))).toEqual(["backup"]);
});

test("made while a process writes: one instant, and every film that it names", async () => {
  const patient = testPatient();
  const writer = filmWriter(patient.databaseUrl, patient.media);
  for (let round = 0; round < 3; round++) {
    await writer.more();
    const folder = path.join(testFolder(), "backup");
    const { manifest, problems } = await backupOf(patient, folder);
    expect(problems).toEqual([]);
    expect(manifest.counts.films).toBeGreaterThan(0);

    const copy = createDb(`file:${path.join(folder, "rushes.db")}`);
    onTestFinished(() => copy.$disconnect());
    expect(await copy.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
    const videos = await copy.video.findMany({ include: { task: { include: { events: true } } } });
    expect(videos).toHaveLength(manifest.counts.films);
    for (const { key, sha256, task } of videos) {
      expect(task.status).toBe("completed");
      expect(manifest.files.find((file) => file.key === key)).toMatchObject({ sha256 });
    }
  }
  await writer.kill();
});

test("one bad film costs neither the others nor the truth", async () => {
  const patient = testPatient();
  const [good, gone, changed] = [
    await keepFilm(patient),
    await keepFilm(patient),
    await keepFilm(patient),
  ];
  await rm(path.join(patient.media, videoKey(gone)));
  await writeFile(path.join(patient.media, videoKey(changed)), "a fiLm");
  const folder = path.join(testFolder(), "backup");
  const { manifest, problems } = await backupOf(patient, folder);
  expect(problems).toEqual([
    `media/${videoKey(gone)} is not there, or cannot be read.`,
    `media/${videoKey(changed)} is not the file that was verified; it was copied as it is.`,
  ]);
  expect(manifest.missing).toEqual([videoKey(gone)]);
  const films = manifest.files.filter(({ key }) => key.startsWith("videos/"));
  expect(films.map(({ key }) => key)).toEqual([videoKey(good), videoKey(changed)]);
});

test.each<[what: string, change: (patient: TestPatient, folder: string) => object, told: RegExp]>([
  ["PostgreSQL", () => ({ databaseUrl: "postgresql://u:secret@h/d" }), /pg_dump/],
  ["no database", () => ({ databaseUrl: "file:/nowhere/x.db" }), /no database/],
  ["a folder that is there", (_, folder) => ({ folder: path.dirname(folder) }), /exists already/],
])("refuses %s, and makes nothing", async (_, change, told) => {
  const patient = testPatient();
  const parent = testFolder();
  const folder = path.join(parent, "backup");
  const order = { ...patient, folder, version: "1", ...change(patient, folder) };
  const error: unknown = await backUp(order).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CareError);
  expect(String(error)).toMatch(told);
  expect(String(error)).not.toContain("secret");
  expect(await readdir(parent)).toEqual([]);
});

test("a damaged database is not copied as if it were whole", async () => {
  const patient = testPatient();
  await patient.db.$disconnect();
  await writeFile(patient.databaseUrl.slice("file:".length), "no database");
  const parent = testFolder();
  await expect(backupOf(patient, path.join(parent, "backup"))).rejects.toThrow(CareError);
  expect(await readdir(parent)).toEqual([]);
});

test("a disk that fills up leaves no half backup behind", async () => {
  const patient = testPatient();
  await keepFilm(patient);
  const parent = testFolder();
  const full = Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
  const storage = { ...patient.storage, localFile: () => Promise.reject(full) };
  const folder = path.join(parent, "backup");
  await expect(backUp({ ...patient, storage, folder, version: "1" })).rejects.toThrow("ENOSPC");
  expect(existsSync(folder)).toBe(false);
  expect(await readdir(parent)).toEqual([]);
});

test("a folder without a manifest, or with a strange one, is no backup", async () => {
  const folder = testFolder();
  await expect(readManifest(folder)).rejects.toThrow("holds no backup");
  await expect(readManifest(path.join(folder, "none"))).rejects.toThrow("holds no backup");
  const file = path.join(folder, "manifest.json");
  const manifest = {
    ...{ format: 1, version: "1", madeAt: "2026-11-20T12:00:00.000Z", missing: [] },
    counts: { tasks: 0, films: 0, posters: 0, references: 0 },
    database: { bytes: 1, sha256: "a".repeat(64) },
    files: [{ key: "../../escape", bytes: 1, sha256: "a".repeat(64) }],
  };
  for (const text of [
    "",
    "{}",
    JSON.stringify(manifest),
    JSON.stringify({ ...manifest, format: 2 }),
  ]) {
    await writeFile(file, text);
    await expect(readManifest(folder)).rejects.toThrow("is damaged, or from another version");
  }
  await writeFile(file, JSON.stringify({ ...manifest, files: [] }));
  expect((await readManifest(folder)).counts.tasks).toBe(0);
});
