import pino from "pino";
import { expect, it } from "vitest";
import { posterKey, videoKey } from "@/lib/storage/key";
import { trash } from "@/lib/task/organise";
import { testPatient } from "@/test/support/care";
import { keepFilm } from "@/test/support/films";
import { rowOf } from "@/test/support/tasks";
import { examine } from "./doctor";
import { purgeOld, purgeTrashed } from "./purge";

const day = 86_400_000;

it("removes what has been in the trash for thirty days, files and all, and keeps its price", async () => {
  const patient = testPatient();
  const { db, storage, now } = patient;
  const [old, recent, kept] = [
    await keepFilm(patient),
    await keepFilm(patient),
    await keepFilm(patient),
  ];
  await trash(db, [old], new Date(now.getTime() - 30 * day));
  await trash(db, [recent], new Date(now.getTime() - 29 * day));
  await purgeOld({ db, storage, now, log: pino({ level: "silent" }) });

  expect(await rowOf(db, old)).toMatchObject({ shelf: "purged", priceMicros: 400_000n });
  expect(await db.video.findUnique({ where: { taskId: old } })).toBeNull();
  expect(await storage.stat(videoKey(old))).toBeNull();
  expect(await storage.stat(posterKey(old))).toBeNull();
  for (const id of [recent, kept]) expect(await storage.stat(videoKey(id))).not.toBeNull();
  expect((await examine(patient, { fix: false })).healthy).toBe(true);
});

it("goes on where a crash has left off: rows given up, files still there", async () => {
  const patient = testPatient();
  const { db, storage, now } = patient;
  const id = await keepFilm(patient);
  await trash(db, [id], now);
  const failing = {
    ...storage,
    remove: () => Promise.reject(new Error("pulled the plug")),
  };
  await expect(purgeTrashed({ db, storage: failing, now }, now)).rejects.toThrow("plug");
  expect((await rowOf(db, id)).shelf).toBe("purged");
  expect(await storage.stat(videoKey(id))).not.toBeNull();
  await purgeTrashed({ db, storage, now }, now);
  expect(await storage.stat(videoKey(id))).toBeNull();
  expect((await examine(patient, { fix: false })).healthy).toBe(true);
});
