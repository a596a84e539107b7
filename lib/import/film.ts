import "server-only";
import { constants } from "node:fs";
import { copyFile, stat } from "node:fs/promises";
import path from "node:path";
import { type Db, isUniqueViolation, type Prisma } from "@/lib/db";
import { sha256OfFile } from "@/lib/media/hash";
import { drawPoster } from "@/lib/media/poster";
import { type ProbeResult, probeVideo, type VideoFacts } from "@/lib/media/probe";
import { addEntries } from "@/lib/search/entries";
import type { Storage, StorageKey } from "@/lib/storage/contract";
import { posterKey, videoKey } from "@/lib/storage/key";
import { importedChannel, importedModel } from "@/lib/task/origin";
import { freePlace } from "@/lib/task/place";
import { newTaskId } from "./id";

export interface ImportDeps {
  db: Db;
  storage: Storage;
  now: Date;
}

/** What became of a file. */
export type Imported =
  | { outcome: "imported"; taskId: string }
  /** The studio has this very film already. */
  | { outcome: "known"; taskId: string }
  /** It is not a whole MP4. */
  | { outcome: "refused"; reason: Exclude<ProbeResult, { ok: true }>["reason"] };

/**
 * Takes a film that was made elsewhere: copied, verified like one of our own, and recorded as completed, of origin
 * "imported", at no price. Its time is the file's, its prompt the file's name. The same bytes are taken once.
 * @throws what the disk or the database throws; then nothing is recorded, and trying again goes on from there.
 */
export async function importFilm(deps: ImportDeps, file: string): Promise<Imported> {
  const { db, storage } = deps;
  const probe = await probeVideo(file);
  if (!probe.ok) return { outcome: "refused", reason: probe.reason };
  const { sha256, bytes } = await sha256OfFile(file);
  const known = await ownerOf(db, sha256);
  if (known) return { outcome: "known", taskId: known };

  const id = newTaskId(deps.now);
  const key = videoKey(id);
  await keepCopy(storage, file, key, sha256);
  const poster = await posterOf(storage, id);
  const madeAt = madeBefore((await stat(file)).mtime, deps.now);
  const prompt = path.basename(file, path.extname(file));
  const film = {
    ...probe.facts,
    ...poster,
    key,
    sha256,
    bytes: BigInt(bytes),
    createdAt: deps.now,
  };
  await record(db, { id, madeAt, prompt, facts: probe.facts, film }, deps.now);
  return { outcome: "imported", taskId: id };
}

async function ownerOf(db: Db, sha256: string): Promise<string | null> {
  const video = await db.video.findFirst({
    where: { sha256, task: { shelf: { not: "purged" } } },
    select: { taskId: true },
  });
  return video?.taskId ?? null;
}

/** @throws Error when the file changed while it was copied. */
async function keepCopy(storage: Storage, file: string, key: StorageKey, sha256: string) {
  const part = await storage.partPath(key);
  await copyFile(file, part, constants.COPYFILE_FICLONE);
  const copy = await sha256OfFile(part);
  if (copy.sha256 !== sha256) throw new Error(`${file} changed while it was copied`);
  await storage.commit(key);
}

/** A film is good without one: the browser draws it when somebody looks (FAULTS 55). */
async function posterOf(storage: Storage, id: string) {
  const film = await storage.localFile(videoKey(id));
  try {
    const drawn = await drawPoster(film.path);
    if (!drawn.ok) return { posterTries: 1 };
    await storage.put(posterKey(id), drawn.value.webp);
    return { posterTries: 1, posterKey: posterKey(id), placeholder: drawn.value.placeholder };
  } finally {
    await film.release();
  }
}

/** A file may claim to come from the future, or from before there was time. */
const madeBefore = (mtime: Date, now: Date): Date =>
  new Date(Math.min(now.getTime(), Math.max(0, Math.floor(mtime.getTime()))));

interface NewFilm {
  id: string;
  madeAt: Date;
  prompt: string;
  facts: VideoFacts;
  film: Omit<Prisma.VideoUncheckedCreateInput, "taskId">;
}

const mostTries = 5;

async function record(db: Db, film: NewFilm, now: Date): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await writeRow(db, film, now);
    } catch (error) {
      // Another process has taken its place in time.
      if (!isUniqueViolation(error) || tries === mostTries) throw error;
    }
  }
}

const writeRow = (db: Db, { id, madeAt, prompt, facts, film }: NewFilm, now: Date): Promise<void> =>
  db.$transaction(async (tx) => {
    const place = await freePlace(tx, madeAt);
    await tx.task.create({
      data: {
        ...{ id, intentKey: id, take: 0, place, origin: "imported", sandbox: false },
        ...{ channel: importedChannel, model: importedModel, prompt, priceMicros: 0n },
        seconds: Math.max(1, Math.round(facts.durationMs / 1000)),
        size: `${facts.width}x${facts.height}`,
        aspect: facts.width / facts.height,
        ...{ status: "completed", progress: 100, settledAt: now },
        ...{ heldAt: madeAt, createdAt: madeAt, updatedAt: now },
        events: { create: { at: now, to: "completed", detail: "Imported from a file." } },
        video: { create: film },
      },
    });
    await addEntries(tx, [{ place, prompt, title: null, tags: [] }]);
  });
