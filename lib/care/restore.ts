import "server-only";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { createDb, migrate } from "@/lib/db";
import { copyDurably, sync } from "./copy";
import { CareError } from "./error";
import { doubtInFlight } from "./in-flight";
import { backupParts, type Manifest, readManifest } from "./manifest";
import { isOpenElsewhere } from "./open-elsewhere";
import type { Progress } from "./progress";
import { sqliteFileOf } from "./sqlite-file";

export interface RestoreOrder {
  /** What `backUp` has made. */
  folder: string;
  databaseUrl: string;
  dataDir: string;
  /** Moves aside what is there; without it, only an empty place is restored to. */
  force: boolean;
  now: Date;
  progress?: Progress;
}

export interface Restored {
  manifest: Manifest;
  /** How many tasks now wait for a person, because they may have been paid. */
  unconfirmed: number;
  /** Where what was there before is now. */
  movedAside: string[];
}

/** A studio's database file and its folder of films: where they belong, and where they are made ready. */
interface Place {
  database: string;
  media: string;
}

/**
 * Puts a backup in place, while the studio is stopped. All of it is copied beside its place, compared with the manifest
 * and migrated; only then is what was there moved aside (never deleted) and the new moved in. Keys, `.env`, the
 * sandbox and ids kept for their tasks (`spool`) stay as they are: they belong to the present, not to the backup.
 * @throws CareError when the backup is damaged or the place is not free, MigrationError when the backup is of a newer
 * version, what the disk throws. What was there is as it was, or moved aside whole.
 */
export async function restore(order: RestoreOrder): Promise<Restored> {
  const place = placeOf(order);
  const manifest = await readManifest(order.folder);
  refuseTaken(order, place);
  const staged: Place = {
    database: `${place.database}.restoring`,
    media: `${place.media}.restoring`,
  };
  await clear(staged);
  try {
    await copyMedia(order, manifest, staged.media);
    await copyDatabase(order, manifest, staged.database);
    const unconfirmed = await makeReady(order, manifest, staged.database);
    // Again: a studio may have been started meanwhile.
    refuseTaken(order, place);
    const movedAside = await moveAside(place, order.now);
    await moveIn(staged, place);
    return { manifest, unconfirmed, movedAside };
  } catch (error) {
    await clear(staged);
    throw error;
  }
}

function placeOf({ databaseUrl, dataDir }: RestoreOrder): Place {
  const database = sqliteFileOf(databaseUrl);
  if (database) return { database, media: path.join(dataDir, backupParts.media) };
  throw new CareError(
    "The database is PostgreSQL: restore it with pg_restore, and copy the media.",
  );
}

function refuseTaken({ force }: RestoreOrder, { database, media }: Place): void {
  if (isOpenElsewhere(database)) {
    throw new CareError(`A studio is running on ${database}: stop it first.`);
  }
  const there = [database, ...(existsSync(media) && readdirSync(media).length > 0 ? [media] : [])];
  const found = there.filter((file) => existsSync(file));
  if (found.length > 0 && !force) {
    throw new CareError(`There is a studio already (${found.join(", ")}): --force moves it aside.`);
  }
}

async function copyMedia(order: RestoreOrder, { files }: Manifest, media: string): Promise<void> {
  await mkdir(media, { recursive: true });
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of files) {
    await copyChecked(
      path.join(order.folder, backupParts.media, file.key),
      path.join(media, file.key),
      file,
    );
    done += file.bytes;
    order.progress?.(done, total);
  }
}

const copyDatabase = ({ folder }: RestoreOrder, { database }: Manifest, to: string) =>
  copyChecked(path.join(folder, backupParts.database), to, database);

async function copyChecked(
  from: string,
  to: string,
  expected: { bytes: number; sha256: string },
): Promise<void> {
  if (!existsSync(from)) throw new CareError(`The backup is damaged: ${from} is missing.`);
  const copied = await copyDurably(from, to);
  if (copied.bytes !== expected.bytes || copied.sha256 !== expected.sha256) {
    throw new CareError(`The backup is damaged: ${from} is not what its manifest says.`);
  }
}

async function makeReady({ now }: RestoreOrder, manifest: Manifest, file: string): Promise<number> {
  await migrate(`file:${file}`);
  const db = createDb(`file:${file}`);
  try {
    // Who was signed out or changed the password since must not come back with it.
    await db.session.deleteMany();
    return await doubtInFlight(db, new Date(manifest.madeAt), now);
  } finally {
    // Folds the write-ahead log into the file.
    await db.$disconnect();
  }
}

/** SQLite's own files beside a database; without them, what a crash left in the log would be lost. */
const companions = ["", "-wal", "-shm"];

async function moveAside({ database, media }: Place, now: Date): Promise<string[]> {
  const mark = `replaced-${now.toISOString().replace(/[:.]/g, "-")}`;
  const moves = [
    ...companions.map(
      (suffix) => [`${database}${suffix}`, `${database}.${mark}${suffix}`] as const,
    ),
    [media, `${media}.${mark}`] as const,
  ].filter(([from]) => existsSync(from));
  for (const [from, to] of moves) await rename(from, to);
  return moves.map(([, to]) => to);
}

/** Films before the rows that speak of them, and the database last: until then there is no studio to start. */
async function moveIn(staged: Place, place: Place): Promise<void> {
  await rename(staged.media, place.media);
  await sync(path.dirname(place.media));
  await sync(staged.database);
  await rename(staged.database, place.database);
  await sync(path.dirname(place.database));
}

async function clear({ database, media }: Place): Promise<void> {
  for (const suffix of companions) await rm(`${database}${suffix}`, { force: true });
  await rm(media, { recursive: true, force: true });
}
