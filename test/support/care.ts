import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Patient } from "@/lib/care/finding";
import type { Db, Task } from "@/lib/db";
import type { Storage } from "@/lib/storage/contract";
import { posterKey, videoKey } from "@/lib/storage/key";
import { createLocalStorage } from "@/lib/storage/local";
import { testDb } from "./db";
import { taskAt } from "./tasks";

/** A studio's data, as the doctor sees it, with the folder that the files lie in. */
export interface TestPatient extends Patient {
  dataDir: string;
  media: string;
}

const day = 24 * 3_600_000;

/** A real database and real files, a little while after they were written. */
export function testPatient(): TestPatient {
  const dataDir = testFolder();
  const { db, url } = testDb();
  const media = path.join(dataDir, "media");
  return {
    ...{ databaseUrl: url, db, dataDir, media },
    storage: createLocalStorage(media),
    // Files carry the system's own time, and what is an hour old is not under way any more.
    now: new Date(Date.now() + 2 * 3_600_000),
    keptUntil: ({ sentAt }) => new Date(sentAt.getTime() + day),
  };
}

/** A folder that is removed when the test is over. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-care-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Records a finished film the way the worker does, file before row. @returns the task's id. */
export async function keepFilm(
  { db, storage, now }: { db: Db; storage: Storage; now: Date },
  row: Partial<Task> = {},
  bytes: Uint8Array = Buffer.from("a film"),
): Promise<string> {
  const task = { upstreamId: crypto.randomUUID(), submittedAt: now, dueAt: null, ...row };
  const id = await taskAt(db, now, { ...task, status: "archiving" });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await storage.put(videoKey(id), bytes);
  await storage.put(posterKey(id), Buffer.from("a poster"));
  const picture = { width: 2, height: 2, durationMs: 1000, codec: "avc", hasAudio: false };
  await db.$transaction([
    db.task.update({ where: { id }, data: { status: "completed", settledAt: now } }),
    db.video.create({
      data: {
        ...{ ...picture, taskId: id, key: videoKey(id), posterKey: posterKey(id), sha256 },
        ...{ bytes: BigInt(bytes.length), createdAt: now },
      },
    }),
  ]);
  return id;
}
