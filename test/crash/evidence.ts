import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { sweep } from "@/lib/care/sweep";
import { underWayMs } from "@/lib/care/under-way";
import { createDb, type Task, type TaskEvent, type Video } from "@/lib/db";
import { sha256OfFile } from "@/lib/media/hash";
import type { BillLine } from "@/lib/sandbox/bill";
import type { LoggedRequest } from "@/lib/sandbox/log";
import { createLocalStorage } from "@/lib/storage/local";
import type { Stage } from "./stage";

export type TaskRecord = Task & { video: Video | null; events: TaskEvent[] };

export interface StoredFile {
  /** Below the media folder, with forward slashes. */
  name: string;
  sha256: string;
  bytes: number;
}

/** What each side says when all is over: the upstream, the database, the disk, the person. */
export interface Evidence {
  requests: readonly LoggedRequest[];
  jobs: readonly BillLine[];
  tasks: readonly TaskRecord[];
  files: readonly StoredFile[];
  /** SHA-256 of the films that the upstream still has, by job. */
  served: ReadonlyMap<string, string>;
  /** Presses of Generate: how many takes each asked for, and the ids it was told, as often as it was. */
  presses: readonly { marker: string; takes: number; answers: readonly string[][] }[];
  /** The stage's times, in ms. */
  pollMs: number;
  windowMs: number;
}

/**
 * Reads a stage that is at rest. What the next start will clear away is no leftover: a start an hour later, because a
 * younger write may still be under way.
 */
export async function gather(
  stage: Stage,
  presses: Evidence["presses"],
  times: Pick<Evidence, "pollMs" | "windowMs">,
): Promise<Evidence> {
  await sweepLater(stage);
  const jobs = stage.sandbox.bill().lines;
  return {
    ...times,
    presses,
    jobs,
    requests: stage.requests(),
    tasks: await readTasks(stage.databaseUrl),
    files: await readFiles(stage.mediaFolder),
    served: await hashServed(stage, jobs),
  };
}

async function sweepLater({ databaseUrl, mediaFolder }: Stage): Promise<void> {
  const db = createDb(databaseUrl);
  const storage = createLocalStorage(mediaFolder);
  const now = new Date(Date.now() + 2 * underWayMs);
  await sweep({ db, storage, log: pino({ level: "silent" }), now });
  await db.$disconnect();
}

async function readTasks(url: string): Promise<TaskRecord[]> {
  const db = createDb(url);
  try {
    return await db.task.findMany({
      include: { video: true, events: { orderBy: { id: "asc" } } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
  } finally {
    await db.$disconnect();
  }
}

async function readFiles(folder: string): Promise<StoredFile[]> {
  const entries = existsSync(folder)
    ? await readdir(folder, { recursive: true, withFileTypes: true })
    : [];
  const files: StoredFile[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).replaceAll(path.sep, "/");
    files.push({ name, ...(await sha256OfFile(file)) });
  }
  return files;
}

async function hashServed(stage: Stage, jobs: readonly BillLine[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const { id } of jobs) {
    const film = stage.servedFilm(id);
    if (existsSync(film)) hashes.set(id, (await sha256OfFile(film)).sha256);
  }
  return hashes;
}
