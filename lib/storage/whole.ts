import "server-only";
import type { Storage, StorageKey } from "./contract";

/** Reads a small object, such as an image, at once. @returns null when there is none. @throws StorageError. */
export async function readWhole(
  storage: Pick<Storage, "stat" | "read">,
  key: StorageKey,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const stored = await storage.stat(key);
  if (!stored) return null;
  return new Response(storage.read(key, 0, stored.bytes - 1)).bytes();
}
