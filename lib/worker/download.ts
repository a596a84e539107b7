import "server-only";
import { type FileHandle, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { Failure } from "@/lib/failure";
import type { FetchOutcome, FetchRequest } from "@/lib/upstream/contract";

/** A film is 3 to 15 MB (UPSTREAM section 1); this only keeps a runaway stream from filling the disk. */
const mostBytes = 2 * 1024 ** 3;

export type DownloadOutcome =
  | { outcome: "whole"; bytes: number }
  /** Some of it is on disk, and the next try goes on from there. Gained is what lies beyond the try before. */
  | { outcome: "cut"; failure: Failure; gainedBytes: number }
  | { outcome: "refused"; failure: Failure };

type Open = (range: FetchRequest["range"]) => Promise<FetchOutcome>;
type Opened = Extract<FetchOutcome, { outcome: "opened" }>;

/**
 * Gathers a film at `partPath`, going on from what an earlier try left there. Bytes are only ever joined when
 * upstream proves by its validator that they belong to the same file (RFC 9110, 13.1.5 and FAULTS 35, 36); else it starts over.
 * @throws the file system's own error when the disk refuses.
 */
export async function download(openRemote: Open, partPath: string): Promise<DownloadOutcome> {
  const kept = await keptPart(partPath);
  if (kept && kept.offset === kept.totalBytes) return { outcome: "whole", bytes: kept.offset };
  const before = await sizeOf(partPath);
  const opened = await openRemote(kept && { offset: kept.offset, etag: kept.etag });
  if (opened.outcome === "failed") return { outcome: "refused", failure: opened.failure };
  if (opened.outcome === "changed") {
    await discardPart(partPath);
    return cut("Upstream does not go on with the same file.", 0);
  }
  try {
    return await takeIn(opened, kept, partPath, before);
  } finally {
    // Where it was not read to its end, nobody else lets go of the connection.
    await opened.body.cancel().catch(() => {});
  }
}

async function takeIn(
  opened: Opened,
  kept: Kept | null,
  partPath: string,
  before: number,
): Promise<DownloadOutcome> {
  if (kept && opened.offset > 0 && !continues(opened, kept)) {
    await discardPart(partPath);
    return cut("Upstream answered with another part of the file than was asked.", 0);
  }
  // Before the notes: dying between the two must not leave old bytes under a new validator.
  if (opened.offset === 0) await discardPart(partPath);
  const { etag, totalBytes } = opened;
  await writeFile(notesPath(partPath), JSON.stringify({ etag, totalBytes } satisfies Notes));
  const outcome = await gather(opened, partPath, before);
  if (outcome.outcome === "overlong") {
    await discardPart(partPath);
    return cut("Upstream sent more bytes than it had announced.", 0);
  }
  return outcome;
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

const continues = (opened: Opened, kept: Kept): boolean =>
  opened.offset === kept.offset && (opened.etag === null || opened.etag === kept.etag);

async function gather(
  opened: Opened,
  partPath: string,
  before: number,
): Promise<DownloadOutcome | { outcome: "overlong" }> {
  const file = await open(partPath, opened.offset > 0 ? "r+" : "w");
  let position = opened.offset;
  try {
    for await (const chunk of chunksOf(opened.body)) {
      if (position + chunk.length > (opened.totalBytes ?? mostBytes)) {
        return { outcome: "overlong" };
      }
      await writeAll(file, chunk, position);
      position += chunk.length;
    }
  } catch (error) {
    if (isOurDisk(error)) throw error;
    return cut("The connection broke during the download.", position - before);
  } finally {
    await file.close();
  }
  const missing = (opened.totalBytes ?? position) - position;
  if (missing > 0) return cut(`The download ended ${missing} bytes early.`, position - before);
  return { outcome: "whole", bytes: position };
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let done = false;
  try {
    for (;;) {
      const read = await reader.read();
      done = read.done;
      if (read.done) return;
      yield read.value;
    }
  } finally {
    if (!done) await reader.cancel().catch(() => {});
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(
      chunk,
      written,
      chunk.length - written,
      position + written,
    );
    written += bytesWritten;
  }
}

const diskCodes = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EMFILE", "ENFILE"]);
const isOurDisk = (error: unknown): boolean =>
  error instanceof Error &&
  "syscall" in error &&
  "code" in error &&
  diskCodes.has(String(error.code));

const cut = (message: string, gainedBytes: number): DownloadOutcome => ({
  outcome: "cut",
  gainedBytes: Math.max(0, gainedBytes),
  failure: { kind: "network", charged: "yes", message },
});

const notesPath = (partPath: string) => `${partPath}.json`;
const notesShape = z.object({ etag: z.string().nullable(), totalBytes: z.int().nullable() });
type Notes = z.infer<typeof notesShape>;
interface Kept {
  offset: number;
  etag: string;
  totalBytes: number | null;
}

/** What an earlier try left, if it can be continued: without a strong validator it cannot. */
async function keptPart(partPath: string): Promise<Kept | null> {
  try {
    const notes = notesShape.parse(JSON.parse(await readFile(notesPath(partPath), "utf8")));
    const { size } = await stat(partPath);
    const { etag, totalBytes } = notes;
    return etag && !etag.startsWith("W/") && size > 0 ? { offset: size, etag, totalBytes } : null;
  } catch {
    return null;
  }
}

/** Forgets what was gathered. */
export async function discardPart(partPath: string): Promise<void> {
  await rm(partPath, { force: true });
  await rm(notesPath(partPath), { force: true });
}

/** Removes the notes once the part itself has moved to its place. */
export const discardNotes = (partPath: string): Promise<void> =>
  rm(notesPath(partPath), { force: true });
