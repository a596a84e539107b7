import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants, copyFile, mkdir, rename } from "node:fs/promises";
import path from "node:path";
import type { FilmSpec } from "./spec";

/** Makes a film and puts it at `file`, whole or not at all. Rejects when it cannot, or when the signal aborts. */
export type FilmMaker = (spec: FilmSpec, file: string, signal: AbortSignal) => Promise<void>;

/**
 * The real thing, in a process of its own at low priority: drawing keeps a core busy for seconds and takes 300 MB.
 * Started by a path below the working folder, so that it also works from inside a bundle.
 */
export const renderFilm: FilmMaker = async (spec, file, signal) => {
  const script = ["lib", "sandbox", "film", "render.ts"].join("/");
  const options = ["--expose-gc", "--conditions=react-server", "--import", "tsx"];
  const child = spawn(process.execPath, [...options, script, file], {
    stdio: ["pipe", "ignore", "pipe"],
    signal,
  });
  // The pipe stays open as a lifeline: when this process dies the child reads its end, and stops.
  child.stdin.on("error", () => {});
  child.stdin.write(`${JSON.stringify(spec)}\n`);
  await settled(child);
};

function settled(child: ChildProcess): Promise<void> {
  let complaint = "";
  child.stderr?.on("data", (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`The film could not be made (${signal ?? code}): ${complaint.trim()}`));
    });
  });
}

/**
 * For tests: makes each size and length once and hands out copies. The picture is then that of another prompt.
 * @param folder may be shared by processes and kept between runs.
 */
export function cachedFilmMaker(folder: string, make: FilmMaker = renderFilm): FilmMaker {
  const underWay = new Map<string, Promise<void>>();
  const obtain = async (spec: FilmSpec, kept: string) => {
    if (existsSync(kept)) return;
    await mkdir(folder, { recursive: true });
    // Others may wait for it too: it goes on when the one who asked first gives up.
    await make(spec, kept, new AbortController().signal);
  };
  return async (spec, file) => {
    const { width, height, seconds, fps } = spec;
    const kept = path.join(folder, `${width}x${height}-${seconds}s-${fps}fps.mp4`);
    const obtained = underWay.get(kept) ?? obtain(spec, kept).finally(() => underWay.delete(kept));
    underWay.set(kept, obtained);
    await obtained;
    await copyFile(kept, `${file}.tmp`, constants.COPYFILE_FICLONE);
    await rename(`${file}.tmp`, file);
  };
}
