import { existsSync } from "node:fs";
import { utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { expect, test } from "vitest";
import type { StorageKey } from "@/lib/storage/contract";
import { posterKey, videoKey } from "@/lib/storage/key";
import { taskStatuses } from "@/lib/task/status";
import { type TestPatient, testPatient } from "@/test/support/care";
import { keepFilm } from "@/test/support/films";
import { taskAt } from "@/test/support/tasks";
import { sweep } from "./sweep";

const unknownId = "0193480e-7c2b-7aaa-8bbb-0123456789ab";
const log = pino({ level: "silent" });

async function leavePart({ storage }: TestPatient, taskId: string): Promise<string> {
  const part = await storage.partPath(videoKey(taskId));
  await writeFile(part, "half");
  await writeFile(`${part}.json`, "{}");
  return part;
}

async function leaveDraft({ media, storage, now }: TestPatient, key: StorageKey, ageMs: number) {
  await storage.partPath(key);
  const draft = path.join(media, `${key}.${unknownId}.draft`);
  await writeFile(draft, "half");
  const at = new Date(now.getTime() - ageMs);
  await utimes(draft, at, at);
  return draft;
}

const terminal = ["completed", "failed", "expired", "canceled"];

test.each(taskStatuses)("43: the part of a task that is %s", async (status) => {
  const patient = testPatient();
  const part = await leavePart(patient, await taskAt(patient.db, patient.now, { status }));
  await sweep({ ...patient, log });
  const kept = !terminal.includes(status);
  expect([existsSync(part), existsSync(`${part}.json`)]).toEqual([kept, kept]);
});

test("FAULTS 43: parts of unknown tasks and old drafts go; films, posters and fresh drafts stay", async () => {
  const patient = testPatient();
  const id = await keepFilm(patient);
  const part = await leavePart(patient, unknownId);
  const old = await leaveDraft(patient, posterKey(id), 3_601_000);
  const fresh = await leaveDraft(patient, posterKey(unknownId), 60_000);
  await sweep({ ...patient, log });
  expect([part, `${part}.json`, old, fresh].map(existsSync)).toEqual([false, false, false, true]);
  expect(await patient.storage.stat(videoKey(id))).not.toBeNull();
  expect(await patient.storage.stat(posterKey(id))).not.toBeNull();
});

test("a disk or database that refuses never stops the start", async () => {
  const patient = testPatient();
  const part = await leavePart(patient, unknownId);
  const refusing = { ...patient.storage, discard: () => Promise.reject(new Error("EROFS")) };
  await sweep({ ...patient, log, storage: refusing });
  expect(existsSync(part)).toBe(true);
  await patient.db.$executeRaw`DROP TABLE "Task"`;
  await sweep({ ...patient, log });
  expect(existsSync(part)).toBe(true);
});
