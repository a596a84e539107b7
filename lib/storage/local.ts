import "server-only";
import { randomUUID } from "node:crypto";
import * as nodeFs from "node:fs/promises";
import path from "node:path";
import type { Storage, StorageKey } from "./contract";
import { StorageError } from "./error";
import { fileBody } from "./file-body";
import { listFolder, unclaimedFolder } from "./listing";

/** The file system calls whose order makes a commit safe; a test makes one of them fail. */
export type Disk = Pick<typeof nodeFs, "mkdir" | "open" | "readdir" | "rename" | "rm" | "stat">;

/**
 * Keeps objects as files below `root`. A part lies beside the object it will become, in the same file system, so that
 * a rename puts it in place at once; the file is synced before and the folder after, so that a power cut leaves the
 * old state or the new one, never half.
 */
export function createLocalStorage(root: string, disk: Disk = nodeFs): Storage {
  const fileOf = (key: StorageKey) => path.join(root, key);
  const partOf = (key: StorageKey) => `${fileOf(key)}.part`;

  const quarantined = (key: StorageKey) => {
    const { name, ext } = path.posix.parse(key);
    return `${unclaimedFolder}/${name}.bad${ext}`;
  };

  const prepareFolder = async (key: StorageKey) => {
    const created = await disk.mkdir(path.dirname(fileOf(key)), { recursive: true });
    if (created === undefined) return;
    for (const folder of [root, path.dirname(root)]) await syncFolder(disk, folder);
  };

  const publish = async (from: string, key: StorageKey) => {
    await syncFile(disk, from);
    await disk.rename(from, fileOf(key));
    await syncFolder(disk, path.dirname(fileOf(key)));
  };

  const moveAside = async (from: string, name: string) => {
    await disk.mkdir(path.join(root, unclaimedFolder), { recursive: true });
    await disk.rename(from, path.join(root, name));
    await syncFolder(disk, path.join(root, unclaimedFolder));
  };

  const statObject = async (key: StorageKey) => {
    const stats = await disk.stat(fileOf(key));
    return { bytes: stats.size, modifiedAt: stats.mtime };
  };

  return {
    partPath: (key) =>
      wrapped(`preparing ${key}`, async () => {
        await prepareFolder(key);
        return partOf(key);
      }),

    commit: (key) =>
      wrapped(`committing ${key}`, async () => {
        await publish(partOf(key), key);
        await disk.rm(path.join(root, quarantined(key)), { force: true });
      }),

    put: (key, bytes) =>
      wrapped(`writing ${key}`, async () => {
        await prepareFolder(key);
        // Not the part: two writers at once must not mix their bytes.
        const draft = `${fileOf(key)}.${randomUUID()}.draft`;
        try {
          await writeWhole(disk, draft, bytes);
          await publish(draft, key);
        } catch (error) {
          await disk.rm(draft, { force: true }).catch(() => {});
          throw error;
        }
      }),

    stat: (key) =>
      wrapped(`looking for ${key}`, async () => {
        try {
          return await statObject(key);
        } catch (error) {
          if (StorageError.from("", error).fault === "missing") return null;
          throw error;
        }
      }),

    read: (key, start, end) => fileBody(fileOf(key), start, end),

    localFile: (key) =>
      wrapped(`opening ${key}`, async () => {
        await statObject(key);
        return { path: fileOf(key), release: async () => {} };
      }),

    remove: (key) =>
      wrapped(`removing ${key}`, async () => {
        await disk.rm(fileOf(key), { force: true });
        await disk.rm(partOf(key), { force: true });
        await disk.rm(path.join(root, quarantined(key)), { force: true });
      }),

    list: () => listFolder(root, disk),

    discard: ({ name }) =>
      wrapped(`removing ${name}`, () => disk.rm(path.join(root, name), { force: true })),

    setAside: (key) =>
      wrapped(`setting ${key} aside`, async () => {
        const { name, ext } = path.posix.parse(key);
        // Never over another one: the same key may be set aside again.
        const aside = `${unclaimedFolder}/${name}.${randomUUID().slice(0, 8)}${ext}`;
        await moveAside(fileOf(key), aside);
        return aside;
      }),

    quarantine: (key) =>
      wrapped(`quarantining ${key}`, async () => {
        const aside = quarantined(key);
        const part = await disk.stat(partOf(key)).catch(() => null);
        await moveAside(part ? partOf(key) : fileOf(key), aside);
        return aside;
      }),
  };
}

async function wrapped<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw StorageError.from(doing, error);
  }
}

async function writeWhole(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const handle = await disk.open(file, "wx");
  try {
    await handle.writeFile(bytes);
  } finally {
    await handle.close();
  }
}

async function syncFile(disk: Disk, file: string): Promise<void> {
  const handle = await disk.open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(disk: Disk, folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS journals the rename itself.
  if (process.platform === "win32") return;
  const handle = await disk.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
