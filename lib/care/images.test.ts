import { existsSync } from "node:fs";
import { readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { expect, test } from "vitest";
import { sha256OfFile } from "@/lib/media/hash";
import { imageKey, referenceKey, thumbnailKey } from "@/lib/storage/key";
import { createLocalStorage } from "@/lib/storage/local";
import { keepImage } from "@/lib/task/images";
import { type TestPatient, testFolder, testPatient } from "@/test/support/care";
import { keepPicture, quarters, recordWithImage } from "@/test/support/images";
import { backUp } from "./backup";
import { examine } from "./doctor";
import { restore } from "./restore";
import { sweep } from "./sweep";

const log = pino({ level: "silent" });

/** A patient with an image, and a task that begins with it. */
async function withImage(patient: TestPatient) {
  const image = await keepPicture(patient, patient.now);
  const { id, reference } = await recordWithImage(patient, image, patient.now);
  const row = await patient.db.image.findFirstOrThrow();
  return { taskId: id, image: row, reference };
}

const codes = async (patient: TestPatient, fix: boolean) =>
  (await examine(patient, { fix })).sections
    .flatMap(({ findings }) => findings)
    .map(({ code, mended }) => `${code}${mended === null ? "" : ", mended"}`);

const fileOf = ({ media }: TestPatient, key: string) => path.join(media, key);

test("images, thumbnails and references that belong together are in order", async () => {
  const patient = testPatient();
  await withImage(patient);
  expect(await codes(patient, true)).toEqual([]);
});

test("what is derived from an image is made again, byte for byte; an image is not invented", async () => {
  const patient = testPatient();
  const { image, reference } = await withImage(patient);
  await rm(fileOf(patient, image.thumbnailKey));
  await writeFile(fileOf(patient, reference.key), "something else");
  expect(await codes(patient, true)).toEqual([
    "thumbnail.missing, mended",
    "reference.damaged, mended",
  ]);
  expect((await sha256OfFile(fileOf(patient, reference.key))).sha256).toBe(reference.sha256);
  expect(await readdir(fileOf(patient, "unclaimed"))).toHaveLength(1);
  expect(await codes(patient, false)).toEqual([]);

  await rm(fileOf(patient, reference.key));
  await writeFile(fileOf(patient, image.key), "something else");
  expect(await codes(patient, true)).toEqual(["image.damaged, mended", "reference.missing"]);
  expect(await codes(patient, true)).toEqual(["image.missing", "reference.missing"]);

  const again = { bytes: await quarters(), name: "" };
  expect(await keepImage(patient, again, patient.now)).toMatchObject({ value: { isNew: false } });
  expect(await codes(patient, true)).toEqual(["reference.missing, mended"]);
  expect(await codes(patient, false)).toEqual([]);
});

/** Files that nothing speaks of, two hours old for whoever looks. */
async function strays({ storage }: TestPatient): Promise<string[]> {
  const keys = [referenceKey("d".repeat(64), "png"), thumbnailKey("d".repeat(64))];
  for (const key of keys) await storage.put(key, Buffer.from("stray"));
  return keys;
}

test("44: the sweep removes what only a crash can have left, and nothing that is new or given", async () => {
  const patient = testPatient();
  const { image, reference } = await withImage(patient);
  const left = await strays(patient);
  const given = imageKey("e".repeat(64), "png");
  const fresh = referenceKey("f".repeat(64), "jpg");
  for (const key of [given, fresh]) await patient.storage.put(key, Buffer.from("kept"));
  await utimes(fileOf(patient, fresh), patient.now, patient.now);
  await sweep({ ...patient, log });
  const kept = [image.key, image.thumbnailKey, reference.key, given, fresh];
  expect(kept.filter((key) => !existsSync(fileOf(patient, key)))).toEqual([]);
  expect(left.filter((key) => existsSync(fileOf(patient, key)))).toEqual([]);
});

test("44: the doctor tells of the same, and sets an image without a row aside", async () => {
  const patient = testPatient();
  await withImage(patient);
  await strays(patient);
  await patient.storage.put(imageKey("e".repeat(64), "png"), Buffer.from("given"));
  expect((await codes(patient, true)).sort()).toEqual([
    "file.leftover, mended",
    "file.leftover, mended",
    "file.unclaimed, mended",
  ]);
  expect(await codes(patient, false)).toEqual([]);
});

test("a reference that no task begins with goes at a later start; its image stays", async () => {
  const patient = testPatient();
  const { taskId, image, reference } = await withImage(patient);
  await patient.db.task.delete({ where: { id: taskId } });
  await sweep({ ...patient, log });
  expect(existsSync(fileOf(patient, reference.key))).toBe(true);
  const later = new Date(patient.now.getTime() + 2 * 3_600_000);
  await sweep({ ...patient, log, now: later });
  expect(await patient.db.reference.count()).toBe(0);
  expect(existsSync(fileOf(patient, reference.key))).toBe(false);
  expect(existsSync(fileOf(patient, image.key))).toBe(true);
  expect(await patient.db.image.count()).toBe(1);
});

test("a backup brings images, thumbnails and references back", async () => {
  const patient = testPatient();
  const { image, reference } = await withImage(patient);
  const folder = path.join(testFolder(), "backup");
  const { manifest, problems } = await backUp({ ...patient, folder, version: "1.2.3" });
  expect(problems).toEqual([]);
  expect(manifest.counts).toMatchObject({ tasks: 1, images: 1, references: 1 });

  const dataDir = testFolder();
  const databaseUrl = `file:${path.join(dataDir, "rushes.db")}`;
  await restore({ folder, databaseUrl, dataDir, force: false, now: patient.now });
  const media = path.join(dataDir, "media");
  for (const key of [image.key, image.thumbnailKey, reference.key]) {
    expect(await readFile(path.join(media, key))).toEqual(await readFile(fileOf(patient, key)));
  }
  expect(await createLocalStorage(media).stat(imageKey(image.sha256, "png"))).not.toBeNull();
});

test("a database of before there were images is backed up as well", async () => {
  const patient = testPatient();
  await patient.db.$executeRawUnsafe('DROP TABLE "Image"');
  const folder = path.join(testFolder(), "backup");
  const { manifest } = await backUp({ ...patient, folder, version: "1.2.3" });
  expect(manifest.counts.images).toBe(0);
});
