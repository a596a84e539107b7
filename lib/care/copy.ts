import "server-only";
import { constants } from "node:fs";
import { copyFile, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { sha256OfFile } from "@/lib/media/hash";

/**
 * Copies a file, its folder included, makes the copy durable and reads it back. Never a hard link: what befalls the
 * one must not befall the other. A file system that can share blocks until one of them is written does so.
 * @returns what the copy holds.
 * @throws what the file system throws; an existing file is not overwritten.
 */
export async function copyDurably(
  from: string,
  to: string,
): Promise<{ sha256: string; bytes: number }> {
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await sync(to);
  return sha256OfFile(to);
}

/** Makes a file or the entries of a folder survive a power cut. */
export async function sync(file: string): Promise<void> {
  // Windows can neither open a folder nor sync what is open for reading only.
  if (process.platform === "win32") return;
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
