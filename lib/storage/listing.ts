import "server-only";
import path from "node:path";
import type { StoredFile } from "./contract";
import { StorageError } from "./error";
import { keyFolders, parseKey } from "./key";
import type { Disk } from "./local";

/** Where objects that nobody claims are kept for a person to look at. */
export const unclaimedFolder = "unclaimed";

/** The files of a local storage, folder by folder. @throws StorageError when a folder cannot be read. */
export async function* listFolder(
  root: string,
  disk: Pick<Disk, "readdir" | "stat">,
): AsyncGenerator<StoredFile> {
  for (const folder of [...keyFolders, unclaimedFolder]) {
    for (const name of await filesIn(path.join(root, folder), disk)) {
      const file = await describe(root, `${folder}/${name}`, disk);
      if (file) yield file;
    }
  }
}

async function filesIn(folder: string, disk: Pick<Disk, "readdir">): Promise<string[]> {
  try {
    const entries = await disk.readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  } catch (cause) {
    const error = StorageError.from(`listing ${path.basename(folder)}`, cause);
    if (error.fault === "missing") return [];
    throw error;
  }
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const leftover = new RegExp(`^(.+?)\\.(?:(part)(?:\\.json)?|${uuid}\\.draft)$`);

/** @returns null when it is gone by now. */
async function describe(
  root: string,
  name: string,
  disk: Pick<Disk, "stat">,
): Promise<StoredFile | null> {
  if (name.startsWith(`${unclaimedFolder}/`)) return { kind: "unclaimed", name };
  const object = parseKey(name);
  if (object) return { kind: "object", key: object };

  const [, of = "", part] = leftover.exec(name) ?? [];
  const key = parseKey(of);
  if (!key) return { kind: "foreign", name };
  try {
    const { mtime } = await disk.stat(path.join(root, name));
    return { kind: part ? "part" : "draft", key, name, modifiedAt: mtime };
  } catch (cause) {
    const error = StorageError.from(`looking for ${name}`, cause);
    if (error.fault === "missing") return null;
    throw error;
  }
}
