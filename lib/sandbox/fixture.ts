/** For tests: a sandbox in a temporary folder, with a clock in the test's hand and films that cost nothing. */
import "server-only";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import type { FilmMaker } from "./film/maker";
import { openFilmShelf } from "./films";
import { defaultKeys } from "./keys";
import { createSandbox, type SandboxOptions } from "./sandbox";
import { openJobStore } from "./store";

export const api = "http://api.test";
export const cdn = "http://cdn.test";
export const filmBytes = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7) & 255);

export const fakeFilm: FilmMaker = async (_spec, file) => writeFileSync(file, filmBytes);

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

export function createClock(start = Date.UTC(2026, 10, 20)) {
  let ms = start;
  return {
    now: () => new Date(ms),
    advance(by: number) {
      ms += by;
    },
  };
}

/** A sandbox at the speed of life, with helpers that speak to it as a client would. */
export function openSandbox(
  options: Partial<SandboxOptions> & { folder?: string; make?: FilmMaker } = {},
) {
  const folder = options.folder ?? temporaryFolder();
  const clock = createClock();
  const films = openFilmShelf({
    folder: path.join(folder, "films"),
    make: options.make ?? fakeFilm,
    atOnce: 1,
  });
  const sandbox = createSandbox({
    clock,
    speed: 1,
    fps: 2,
    origins: { api, cdn },
    keys: defaultKeys,
    balanceMicros: null,
    store: openJobStore(path.join(folder, "jobs")),
    films,
    ...options,
  });
  onTestFinished(() => sandbox.close());
  /** Waits until a film is drawn or cannot be: that takes real time, beside the request that wants it. */
  const drawn = (id: string) => vi.waitFor(() => expect(films.state(id)).not.toBe("missing"));
  return { sandbox, clock, folder, drawn, ...client(sandbox.handle) };
}

const official = { Authorization: `Bearer ${defaultKeys["sora-official"]}` };
const raw = { Authorization: defaultKeys["sora-async"] };

type Fields = Record<string, unknown>;
type Handle = (request: Request) => Promise<Response>;

const usual: Fields = { model: "sora-2", prompt: "A heron", seconds: "8", size: "1280x720" };
const usualAsync: Fields = { ...usual, seconds: "10" };

export function client(handle: Handle) {
  const get = (url: string, headers: HeadersInit = {}, method = "GET") =>
    handle(new Request(url, { method, headers }));
  return {
    get,
    createOfficial: (fields: Fields = {}, headers: HeadersInit = official) =>
      handle(
        new Request(`${api}/v1/videos`, {
          method: "POST",
          headers: { ...headers, "Content-Type": "application/json" },
          body: JSON.stringify({ ...usual, ...fields }),
        }),
      ),
    createAsync: (fields: Fields = {}, headers: HeadersInit = raw) =>
      handle(
        new Request(`${api}/v1/videos`, {
          method: "POST",
          headers,
          body: formOf({ ...usualAsync, ...fields }),
        }),
      ),
    status: (id: string) => get(`${api}/v1/videos/${id}`, official),
    statusAsync: (id: string) => get(`${api}/v1/videos/${id}`, raw),
    content: (id: string, headers: HeadersInit = {}, method = "GET") =>
      get(`${api}/v1/videos/${id}/content`, { ...official, ...headers }, method),
  };
}

/** A multipart body; fields that are undefined are left out. */
export function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value, "reference");
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
}

/** Long enough for any usual job to be done. */
export const wholeLife = 200_000;
