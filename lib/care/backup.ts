import "server-only";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import { createDb, type Db } from "@/lib/db";
import { sha256OfFile } from "@/lib/media/hash";
import type { Storage, StorageKey } from "@/lib/storage/contract";
import { parseKey } from "@/lib/storage/key";
import { copyDurably, sync } from "./copy";
import { CareError } from "./error";
import { backupParts, type Manifest } from "./manifest";
import type { Progress } from "./progress";
import { sqliteFileOf } from "./sqlite-file";

export interface BackupOrder {
  databaseUrl: string;
  storage: Storage;
  /** Made by the backup: it must not exist yet. */
  folder: string;
  /** The studio's, for the record. */
  version: string;
  now: Date;
  progress?: Progress;
}

export interface Backup {
  manifest: Manifest;
  /** What was wrong with the studio's own files, a sentence each: the backup holds the rest. */
  problems: string[];
}

/**
 * Copies database and files while the studio runs. The database first, as of one instant; then the files that this copy
 * names, for a film is on the disk before its row says so. Every copy is read back and compared. The folder appears
 * when it is whole, or not at all. Rows, films, posters, images and references are copied, and nothing else: no key, no
 * `.env`, no `actions.key` (made anew where it is missing), nothing of the sandbox, which stands for another's server.
 * @throws CareError when there is nothing to back up, or no place for it; what the disk throws.
 */
export async function backUp(order: BackupOrder): Promise<Backup> {
  const source = databaseOf(order);
  if (existsSync(order.folder)) {
    throw new CareError(`${order.folder} exists already: name a new folder.`);
  }
  const draft = `${order.folder}.partial-${randomUUID().slice(0, 8)}`;
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const backup = await fill(order, source, draft);
    await rename(draft, order.folder);
    await sync(path.dirname(order.folder));
    return backup;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

function databaseOf({ databaseUrl }: BackupOrder): string {
  const file = sqliteFileOf(databaseUrl);
  if (!file) {
    throw new CareError(
      "The database is PostgreSQL: back it up with pg_dump, and copy the media folder after it.",
    );
  }
  if (!existsSync(file)) throw new CareError(`There is no database at ${file}.`);
  return file;
}

async function fill(order: BackupOrder, source: string, draft: string): Promise<Backup> {
  const copy = path.join(draft, backupParts.database);
  copyDatabase(source, copy);
  const { counts, named } = await rowsOf(copy);
  await sync(copy);
  const { sha256, bytes } = await sha256OfFile(copy);
  const { files, missing, problems } = await copyFiles(order, named, draft);
  const manifest: Manifest = {
    ...{ format: 1, version: order.version, madeAt: order.now.toISOString(), counts },
    database: { bytes, sha256 },
    ...{ files, missing },
  };
  await writeManifest(draft, manifest);
  return { manifest, problems };
}

/** As of one instant: in WAL mode a reader neither waits for a writer nor holds one up. */
function copyDatabase(source: string, copy: string): void {
  try {
    const database = new Database(source, { fileMustExist: true, timeout: 30_000 });
    try {
      database.prepare("VACUUM INTO ?").run(copy);
    } finally {
      database.close();
    }
    checkIntegrity(copy);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CareError(`The database cannot be copied: ${reason}. Run npm run doctor.`, { cause });
  }
}

/** @throws Error when SQLite finds damage. */
function checkIntegrity(file: string): void {
  const database = new Database(file, { fileMustExist: true });
  try {
    const found = database.pragma("integrity_check(1)", { simple: true });
    if (found !== "ok") throw new Error(String(found));
  } finally {
    database.close();
  }
}

/** A file that a row names. */
interface Named {
  key: string;
  /** As verified when it was stored; null for posters and thumbnails, which are drawn, not verified. */
  sha256: string | null;
  bytes: number;
}

async function rowsOf(file: string): Promise<{ counts: Manifest["counts"]; named: Named[] }> {
  const db = createDb(`file:${file}`);
  try {
    // Column by column: the backup before an upgrade is of a database that is behind this version.
    const facts = { key: true, bytes: true, sha256: true } as const;
    const videos = await db.video.findMany({ select: { ...facts, posterKey: true } });
    const references = await db.reference.findMany({ select: facts });
    const images = (await hasImages(db))
      ? await db.image.findMany({ select: { ...facts, thumbnailKey: true } })
      : [];
    const posters = videos.flatMap(({ posterKey }) => posterKey ?? []);
    const drawn = [...posters, ...images.map(({ thumbnailKey }) => thumbnailKey)];
    return {
      counts: {
        tasks: await db.task.count(),
        ...{ films: videos.length, posters: posters.length },
        ...{ images: images.length, references: references.length },
      },
      named: [
        ...[...videos, ...images, ...references].map((row) => ({
          ...row,
          bytes: Number(row.bytes),
        })),
        ...drawn.map((key) => ({ key, sha256: null, bytes: 0 })),
      ],
    };
  } finally {
    await db.$disconnect();
  }
}

/** The table came with a later version than the first. */
async function hasImages(db: Db): Promise<boolean> {
  const tables = await db.$queryRaw<object[]>`
    SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'Image'`;
  return tables.length > 0;
}

async function copyFiles({ storage, progress }: BackupOrder, named: Named[], draft: string) {
  const files: Manifest["files"] = [];
  const missing: string[] = [];
  const problems: string[] = [];
  const total = named.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const { key: name, sha256, bytes } of named) {
    const key = parseKey(name);
    const copied = key && (await copyObject(storage, key, draft));
    if (copied) files.push(copied);
    else missing.push(name);
    if (!copied) problems.push(`media/${name} is not there, or cannot be read.`);
    else if (sha256 !== null && copied.sha256 !== sha256) {
      problems.push(`media/${name} is not the file that was verified; it was copied as it is.`);
    }
    done += bytes;
    progress?.(done, total);
  }
  return { files, missing, problems };
}

const unreadable = new Set(["ENOENT", "EIO", "EACCES"]);

/** @returns null when the original is not there or cannot be read: one bad film must not cost the backup of the others. */
async function copyObject(
  storage: Storage,
  key: StorageKey,
  draft: string,
): Promise<Manifest["files"][number] | null> {
  if (!(await storage.stat(key))) return null;
  const original = await storage.localFile(key);
  try {
    const to = path.join(draft, backupParts.media, key);
    return { key, ...(await copyDurably(original.path, to)) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (unreadable.has(code)) return null;
    throw error;
  } finally {
    await original.release();
  }
}

async function writeManifest(draft: string, manifest: Manifest): Promise<void> {
  const file = await open(path.join(draft, backupParts.manifest), "wx");
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await sync(draft);
}
