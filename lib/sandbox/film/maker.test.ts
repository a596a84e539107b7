import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { fakeFilm, temporaryFolder } from "../fixture";
import { cachedFilmMaker, renderFilm } from "./maker";
import type { FilmSpec } from "./spec";

const spec: FilmSpec = {
  prompt: "A heron",
  seed: "1",
  caption: "",
  width: 320,
  height: 180,
  seconds: 1,
  fps: 2,
};
const never = new AbortController().signal;

describe("renderFilm", () => {
  it("puts a film in place and leaves nothing beside it", async () => {
    const folder = temporaryFolder();
    await renderFilm(spec, path.join(folder, "film.mp4"), never);
    expect(readdirSync(folder)).toEqual(["film.mp4"]);
    expect(statSync(path.join(folder, "film.mp4")).size).toBeGreaterThan(1000);
  });

  it("rejects with the reason when the film cannot be made", async () => {
    const file = path.join(temporaryFolder(), "film.mp4");
    await expect(renderFilm({ ...spec, width: 3 }, file, never)).rejects.toThrow(/width/);
    expect(existsSync(file)).toBe(false);
  });

  it("stops when it is told to", async () => {
    const file = path.join(temporaryFolder(), "film.mp4");
    const abort = new AbortController();
    const film = renderFilm({ ...spec, seconds: 60, fps: 60 }, file, abort.signal);
    setTimeout(() => abort.abort(), 300);
    await expect(film).rejects.toThrow(/abort/);
    expect(existsSync(file)).toBe(false);
  });
});

describe("cachedFilmMaker", () => {
  it("makes each size and length once, however many ask", async () => {
    const folder = temporaryFolder();
    const make = vi.fn(fakeFilm);
    const cached = cachedFilmMaker(path.join(folder, "kept"), make);
    const files = ["a", "b", "c"].map((name) => path.join(folder, name));
    await Promise.all(files.map((file) => cached(spec, file, never)));
    await cached({ ...spec, seconds: 2 }, path.join(folder, "d"), never);
    expect(make).toHaveBeenCalledTimes(2);
    expect(readdirSync(folder).sort()).toEqual(["a", "b", "c", "d", "kept"]);
  });
});
