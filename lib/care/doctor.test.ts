import { writeFileSync } from "node:fs";
import { open, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDb } from "@/lib/db";
import { imageKey, videoKey } from "@/lib/storage/key";
import { createLocalStorage } from "@/lib/storage/local";
import { claimDue } from "@/lib/task/lease";
import { archiveStep } from "@/lib/worker/archive";
import { posterStep } from "@/lib/worker/poster";
import { filmWriter, type TestPatient, testFolder, testPatient } from "@/test/support/care";
import { makeFilm } from "@/test/support/film";
import { keepFilm } from "@/test/support/films";
import { recordTasks, rowOf, taskAt } from "@/test/support/tasks";
import { served, testWorld } from "@/test/support/world";
import { examine, type Report } from "./doctor";
import type { Patient } from "./finding";

const hour = 3_600_000;
const before = (patient: Patient, ms: number) => new Date(patient.now.getTime() - ms);

const findingsOf = (report: Report) => report.sections.flatMap((section) => section.findings);
const codesOf = (report: Report) => findingsOf(report).map((finding) => finding.code);
const notesOf = (report: Report, title: string) =>
  report.sections.find((section) => section.title === title)?.notes.join("\n") ?? "";

/** Looks, mends, looks again: what was found, and what is left. */
async function cure(patient: Patient) {
  const found = await examine(patient, { fix: false });
  const mended = await examine(patient, { fix: true });
  const left = await examine(patient, { fix: false });
  expect(codesOf(mended)).toEqual(codesOf(found));
  return { found, mended, left };
}

const breakFile = (patient: TestPatient, name: string, text: string) =>
  writeFile(path.join(patient.media, name), text);

test("a studio at work is healthy", async () => {
  const patient = testPatient();
  await keepFilm(patient);
  await recordTasks(patient.db, before(patient, hour));
  await taskAt(patient.db, patient.now, { status: "unconfirmed", dueAt: null });
  await taskAt(patient.db, patient.now, { status: "queued", dueAt: patient.now });
  const report = await examine(patient, { fix: true });
  expect(report).toMatchObject({ healthy: true });
  expect(codesOf(report)).toEqual([]);
  expect(notesOf(report, "Queue")).toContain("1 waiting for a free slot");
});

test("finds nothing amiss, and does no harm, while another process writes", async () => {
  const patient = testPatient();
  const writer = filmWriter(patient.databaseUrl, patient.media);
  for (let round = 0; round < 4; round++) {
    await writer.more();
    const report = await examine({ ...patient, now: new Date() }, { fix: true });
    expect(findingsOf(report)).toEqual([]);
  }
  await writer.kill();
  expect(await patient.db.task.count({ where: { status: "archiving" } })).toBeLessThan(2);
});

test("FAULTS 39: a film that was never whole gets all its tries again", async () => {
  const patient = testPatient();
  const id = await taskAt(patient.db, patient.now, {
    ...{ status: "archiving", attention: "badFile", refetches: 4, upstreamId: "video_1" },
    ...{ submittedAt: before(patient, hour), dueAt: new Date(patient.now.getTime() + hour) },
  });
  const { found, left } = await cure(patient);
  expect(findingsOf(found)).toMatchObject([{ code: "film.bad", subject: id, mendable: true }]);
  expect(left.healthy).toBe(true);
  expect(await rowOf(patient.db, id)).toMatchObject({
    ...{ attention: null, refetches: 0, dueAt: patient.now },
  });
});

test("FAULTS 44: a film that is gone is fetched again while upstream keeps it", async () => {
  const world = testWorld();
  const { media, dataDir, ...rest } = testPatient();
  const patient = { ...rest, dataDir, db: world.db, storage: createLocalStorage(media) };
  const film = await makeFilm({ width: 64, height: 48 });
  const id = await keepFilm({ ...patient, now: world.clock.now() }, {}, film);
  await rm(path.join(media, videoKey(id)));

  const { found, mended } = await cure({ ...patient, now: world.clock.now() });
  expect(findingsOf(found)).toMatchObject([{ code: "film.missing", subject: id, mendable: true }]);
  expect(mended.healthy).toBe(true);
  expect(await rowOf(world.db, id)).toMatchObject({ status: "archiving", settledAt: null });
  expect(
    await world.db.taskEvent.findFirst({ where: { taskId: id, to: "archiving" } }),
  ).toMatchObject({ from: "completed", detail: "The doctor found: Its film is not on the disk." });

  world.upstream.onFetch = () => served(film);
  const worker = { ...world, storage: patient.storage };
  await step(worker, "archiving", archiveStep);
  await step(worker, "completed", posterStep);
  expect((await examine({ ...patient, now: world.clock.now() }, { fix: false })).healthy).toBe(
    true,
  );
});

type Step = typeof archiveStep;
async function step(
  world: Parameters<Step>[0],
  status: "archiving" | "completed",
  run: Step | typeof posterStep,
) {
  const now = world.clock.now();
  const [task] = await claimDue(world.db, { statuses: [status], limit: 1, leaseMs: 30_000, now });
  if (!task) throw new Error(`nothing is ${status} and due`);
  const watch = { signal: new AbortController().signal, holds: () => true };
  await run(world, task, watch);
}

test.each([
  ["too short", "a fil", "bytes instead of"],
  ["changed", "a fiLm", "not the one that was verified"],
])("FAULTS 44: a film that is %s is set aside and fetched again", async (_, bytes, message) => {
  const patient = testPatient();
  const id = await keepFilm(patient);
  await breakFile(patient, videoKey(id), bytes);
  const { found, mended, left } = await cure(patient);
  expect(findingsOf(found)).toMatchObject([{ code: "film.damaged", subject: id }]);
  expect(findingsOf(found)[0]?.message).toContain(message);
  expect(mended.healthy).toBe(true);
  expect(left.healthy).toBe(true);
  expect(await rowOf(patient.db, id)).toMatchObject({ status: "archiving", dueAt: patient.now });
  const [aside = ""] = await readdir(path.join(patient.media, "unclaimed"));
  expect(await readFile(path.join(patient.media, "unclaimed", aside), "utf8")).toBe(bytes);
});

test("FAULTS 44: what upstream has deleted by now is told, and left as it is", async () => {
  const patient = testPatient();
  const submittedAt = before(patient, 25 * hour);
  const gone = await keepFilm(patient, { submittedAt });
  const damaged = await keepFilm(patient, { submittedAt });
  await rm(path.join(patient.media, videoKey(gone)));
  await breakFile(patient, videoKey(damaged), "half");
  const { left } = await cure(patient);
  expect(findingsOf(left)).toMatchObject([
    { code: "film.missing", mendable: false, advice: expect.stringContaining("from a backup") },
    { code: "film.damaged", mendable: false },
  ]);
  expect((await rowOf(patient.db, gone)).status).toBe("completed");
  expect(await patient.storage.stat(videoKey(damaged))).toMatchObject({ bytes: 4 });
});

test("FAULTS 44: a film whose row forgot it is recorded again, whatever upstream still has", async () => {
  const patient = testPatient();
  const id = await keepFilm(patient, { submittedAt: before(patient, 30 * hour) });
  await patient.db.video.delete({ where: { taskId: id } });
  const { found } = await cure(patient);
  expect(codesOf(found)).toEqual(["film.unrecorded"]);
  expect(await rowOf(patient.db, id)).toMatchObject({ status: "archiving", dueAt: patient.now });
});

test("FAULTS 44: a film that somebody works on is not taken from them", async () => {
  const patient = testPatient();
  const id = await keepFilm(patient, { leaseUntil: new Date(patient.now.getTime() + 1000) });
  await rm(path.join(patient.media, videoKey(id)));
  const report = await examine(patient, { fix: true });
  expect(report.healthy).toBe(false);
  expect(findingsOf(report)).toMatchObject([{ code: "film.missing", mended: null }]);
  expect((await rowOf(patient.db, id)).status).toBe("completed");
});

test("FAULTS 44: files without a row are set aside, never deleted; those of live tasks and fresh ones stay", async () => {
  const patient = testPatient();
  const { db, storage, now } = patient;
  const known = await taskAt(db, now, { status: "archiving" });
  const failed = await taskAt(db, now, { status: "failed", dueAt: null });
  const strays = [
    videoKey(failed),
    videoKey("0193480e-7c2b-7aaa-8bbb-0123456789ab"),
    imageKey("a".repeat(64), "png"),
  ];
  for (const key of [videoKey(known), ...strays]) await storage.put(key, Buffer.from(key));
  const fresh = imageKey("b".repeat(64), "png");
  await storage.put(fresh, Buffer.from("b"));
  await utimes(path.join(patient.media, fresh), now, now);

  const { found, left } = await cure(patient);
  expect(
    findingsOf(found)
      .map((finding) => finding.subject)
      .sort(),
  ).toEqual(strays.map((key) => `media/${key}`).sort());
  expect(left.healthy).toBe(true);
  expect(notesOf(left, "Files")).toBe("3 in media/unclaimed, set aside for you to look at.");
  expect(await storage.stat(videoKey(known))).not.toBeNull();
  expect(await storage.stat(fresh)).not.toBeNull();
  const folder = path.join(patient.media, "unclaimed");
  const asides = await readdir(folder);
  const texts = await Promise.all(asides.map((name) => readFile(path.join(folder, name), "utf8")));
  expect(texts.sort()).toEqual([...strays].sort());
});

test("leftovers are found and removed; what the studio did not make is only told", async () => {
  const patient = testPatient();
  const id = await keepFilm(patient);
  await breakFile(patient, `${videoKey(id)}.part.json`, "{}");
  await breakFile(patient, "videos/notes.txt", "mine");
  const { found, left } = await cure(patient);
  expect(codesOf(found)).toEqual(["file.leftover"]);
  expect(left.healthy).toBe(true);
  expect(notesOf(left, "Files")).toBe("1 that the studio did not make.");
});

test("missing posters are drawn again", async () => {
  const patient = testPatient();
  const gone = await keepFilm(patient);
  const never = await keepFilm(patient);
  await patient.db.video.update({
    where: { taskId: never },
    data: { posterKey: null, posterTries: 3 },
  });
  await rm(path.join(patient.media, `posters/${gone}.webp`));
  const { found } = await cure(patient);
  expect(codesOf(found)).toEqual(["poster.missing", "poster.absent"]);
  for (const taskId of [gone, never]) {
    expect(await rowOf(patient.db, taskId)).toMatchObject({
      status: "completed",
      dueAt: patient.now,
    });
    expect(await patient.db.video.findUnique({ where: { taskId } })).toMatchObject({
      posterKey: null,
      posterTries: 0,
    });
  }
});

test("rows whose worker is gone are given back", async () => {
  const patient = testPatient();
  const dueAt = before(patient, hour);
  const lease = { leaseUntil: dueAt, leaseToken: "gone" };
  const ids = [
    await taskAt(patient.db, patient.now, { status: "submitting", dueAt, ...lease }),
    await taskAt(patient.db, patient.now, { status: "queued", dueAt, ...lease }),
  ];
  const held = { leaseUntil: before(patient, 1000), leaseToken: "slow" };
  const slow = await taskAt(patient.db, patient.now, { status: "queued", dueAt, ...held });
  const { found, left } = await cure(patient);
  expect(codesOf(found)).toEqual(["task.lease", "task.lease"]);
  expect(codesOf(left)).toEqual(["task.overdue", "task.overdue"]);
  for (const id of ids) expect((await rowOf(patient.db, id)).leaseToken).toBeNull();
  expect((await rowOf(patient.db, slow)).leaseToken).toBe("slow");
});

test("rows that nothing would move are put back in the line, but never sent by themselves", async () => {
  const patient = testPatient();
  const queued = await taskAt(patient.db, patient.now, { status: "queued", dueAt: null });
  const waiting = await taskAt(patient.db, patient.now, { status: "waiting", dueAt: null });
  const { found, left } = await cure(patient);
  expect(codesOf(found)).toEqual(["task.stranded", "task.stranded"]);
  expect(findingsOf(left)).toMatchObject([{ code: "task.stranded", subject: waiting }]);
  expect(await rowOf(patient.db, queued)).toMatchObject({ dueAt: patient.now });
  expect(await rowOf(patient.db, waiting)).toMatchObject({ dueAt: null });
});

test("rows that have been due for long say that no worker comes round", async () => {
  const patient = testPatient();
  const id = await taskAt(patient.db, patient.now, {
    status: "in_progress",
    dueAt: before(patient, hour),
  });
  const report = await examine(patient, { fix: true });
  expect(findingsOf(report)).toMatchObject([{ code: "task.overdue", subject: id, mended: null }]);
});

test("a job that two channels claim is told", async () => {
  const patient = testPatient();
  const upstreamId = "video_1";
  const ids = [
    await taskAt(patient.db, patient.now, { status: "queued", upstreamId }),
    await taskAt(patient.db, patient.now, { status: "queued", upstreamId, channel: "sora-async" }),
  ];
  const report = await examine(patient, { fix: false });
  expect(codesOf(report)).toEqual(["task.sharedId"]);
  for (const id of ids) expect(findingsOf(report)[0]?.message).toContain(id);
});

test("money is summed by what became of it, and what is uncertain is named", async () => {
  const patient = testPatient();
  const at = (row: Parameters<typeof taskAt>[2]) => taskAt(patient.db, patient.now, row);
  await keepFilm(patient);
  await at({ status: "queued" });
  await at({ status: "failed", failureCharged: "no", dueAt: null });
  await at({ status: "canceled", dueAt: null, sandbox: true });
  const uncertain = [
    await at({ status: "unconfirmed", dueAt: null }),
    await at({ status: "failed", failureCharged: "unknown", dueAt: null }),
  ];
  const report = await examine(patient, { fix: false });
  const notes = notesOf(report, "Money");
  expect(notes).toContain("held $0.40, charged $0.40, released $0.40, uncertain $0.80.");
  for (const id of uncertain) expect(notes).toContain(`Uncertain: ${id}, $0.40`);
  expect(report.healthy).toBe(true);
});

test("a database that is not there is not made", async () => {
  const databaseUrl = `file:${path.join(testFolder(), "none.db")}`;
  const report = await examine({ ...testPatient(), databaseUrl }, { fix: true });
  expect(codesOf(report)).toEqual(["database.missing"]);
  expect(report.sections).toHaveLength(1);
});

test.each([
  ["no database at all", (file: string) => writeFileSync(file, "not a database".repeat(1000))],
  ["damaged inside", damagePages],
])("FAULTS 46: a database that is %s: said, with what to do", async (_, damage) => {
  const patient = testPatient();
  for (let i = 0; i < 30; i++) await keepFilm(patient);
  await patient.db.$disconnect();
  const file = patient.databaseUrl.slice("file:".length);
  await damage(file);
  const db = createDb(patient.databaseUrl);
  onTestFinished(() => db.$disconnect());
  const report = await examine({ ...patient, db }, { fix: true });
  expect(report.healthy).toBe(false);
  expect(report.sections).toHaveLength(1);
  expect(findingsOf(report)[0]?.advice).toContain("restore the latest backup");
});

async function damagePages(file: string): Promise<void> {
  const handle = await open(file, "r+");
  for (let page = 4; page < 30; page += 3) {
    await handle.write(Buffer.alloc(512, 0xee), 0, 512, page * 4096);
  }
  await handle.close();
}

test("a database that an older version has left is told, and nothing else is asked of it", async () => {
  const patient = testPatient();
  const file = path.join(testFolder(), "old.db");
  const db = createDb(`file:${file}`);
  onTestFinished(() => db.$disconnect());
  await db.$executeRaw`CREATE TABLE "Old" (id TEXT)`;
  const report = await examine({ ...patient, db, databaseUrl: `file:${file}` }, { fix: true });
  expect(codesOf(report)).toEqual(["database.behind"]);
});
