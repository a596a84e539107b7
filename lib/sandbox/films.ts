import "server-only";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FilmMaker } from "./film/maker";
import type { FilmSpec } from "./film/spec";
import type { FilmState } from "./job";

/** The films of the jobs, as files beside them. */
export interface FilmShelf {
  state(id: string): FilmState;
  /** Has a film made unless it is there, under way or known to be broken. Returns at once. */
  want(id: string, spec: FilmSpec): void;
  read(id: string): Promise<Uint8Array>;
  /** Keeps the image that a film is to begin with, until the film is dropped or forgotten. */
  keepImage(id: string, bytes: Uint8Array): Promise<void>;
  /** Where that image lies. */
  imageOf(id: string): string;
  /** Deletes the film; that one could not be made stays known. */
  drop(id: string): Promise<void>;
  /** Deletes everything about a film, and stops making it. */
  forget(id: string): Promise<void>;
  /** Stops what is being made; resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

export interface ShelfOptions {
  folder: string;
  make: FilmMaker;
  /** Films made at the same time. */
  atOnce: number;
}

interface Making {
  stop: AbortController;
  done: Promise<void>;
}

const endings = { ready: ".mp4", broken: ".broken.txt" } as const;

/** What a folder holds already; what a crash left half-made is cleared away. */
function takeStock(folder: string): Map<string, FilmState> {
  const found = new Map<string, FilmState>();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".tmp")) rmSync(path.join(folder, name), { force: true });
    for (const state of ["ready", "broken"] as const) {
      if (name.endsWith(endings[state])) found.set(name.slice(0, -endings[state].length), state);
    }
  }
  return found;
}

/** Opens a folder of films. One that a crash interrupted is missing, and will be made when it is wanted again. */
export function openFilmShelf({ folder, make, atOnce }: ShelfOptions): FilmShelf {
  const found = takeStock(folder);
  const waiting = new Map<string, FilmSpec>();
  const making = new Map<string, Making>();
  // Without the hint the build of the studio traces the whole project for this path.
  const fileOf = (id: string, state: keyof typeof endings) =>
    path.join(/* turbopackIgnore: true */ folder, `${id}${endings[state]}`);

  // Its kind is told by its content.
  const imageOf = (id: string) => path.join(/* turbopackIgnore: true */ folder, `${id}.image`);

  const makeOne = async (id: string, spec: FilmSpec, signal: AbortSignal) => {
    try {
      await make(spec, fileOf(id, "ready"), signal);
      found.set(id, "ready");
    } catch (error) {
      if (signal.aborted) return;
      await writeFile(fileOf(id, "broken"), String(error));
      found.set(id, "broken");
    }
  };
  const next = () => {
    for (const [id, spec] of waiting) {
      if (making.size >= atOnce) return;
      waiting.delete(id);
      const stop = new AbortController();
      const done = makeOne(id, spec, stop.signal).finally(() => {
        making.delete(id);
        next();
      });
      making.set(id, { stop, done });
    }
  };
  const drop = async (id: string) => {
    if (found.get(id) !== "ready") return;
    found.delete(id);
    await rm(fileOf(id, "ready"), { force: true });
    await rm(imageOf(id), { force: true });
  };

  return {
    state: (id) => found.get(id) ?? "missing",
    want(id, spec) {
      if (found.has(id) || making.has(id)) return;
      waiting.set(id, spec);
      next();
    },
    read: (id) => readFile(/* turbopackIgnore: true */ fileOf(id, "ready")),
    keepImage: (id, bytes) => writeFile(imageOf(id), bytes),
    imageOf,
    drop,
    async forget(id) {
      waiting.delete(id);
      const current = making.get(id);
      current?.stop.abort();
      await current?.done;
      await drop(id);
      found.delete(id);
      await rm(fileOf(id, "broken"), { force: true });
      await rm(imageOf(id), { force: true });
    },
    async close() {
      waiting.clear();
      for (const { stop } of making.values()) stop.abort();
      await Promise.all([...making.values()].map(({ done }) => done));
    },
  };
}
