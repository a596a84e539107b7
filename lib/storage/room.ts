import "server-only";
import { statfs } from "node:fs/promises";

/**
 * Less than this many bytes free, and nothing new is sent: what is being made already still needs its place, and a film
 * that cannot be saved within a day is lost (FAULTS 42). A film is 3 to 15 MB (UPSTREAM section 1).
 */
export const leastRoom = 256 * 1024 * 1024;

/** @returns bytes that may still be written in the file system of a folder. @throws what the file system throws. */
export async function roomLeft(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
