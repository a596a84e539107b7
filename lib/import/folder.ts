import "server-only";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { type ImportDeps, type Imported, importFilm } from "./film";

/** What became of one file of a folder. */
export interface ImportedFile {
  /** From the folder on. */
  name: string;
  result: Imported | { outcome: "failed"; reason: string };
}

/**
 * Imports every MP4 of a folder and of the folders in it, one after another, in the order of their names. A file that
 * cannot be taken is told and passed over.
 * @throws what the disk throws when the folder itself cannot be read.
 */
export async function* importFolder(
  deps: ImportDeps,
  folder: string,
): AsyncGenerator<ImportedFile> {
  for (const name of await filmsIn(folder)) {
    yield { name, result: await attempt(deps, path.join(folder, name)) };
  }
}

async function filmsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(mp4|m4v)$/i.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function attempt(deps: ImportDeps, file: string): Promise<ImportedFile["result"]> {
  try {
    return await importFilm(deps, file);
  } catch (error) {
    return { outcome: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
