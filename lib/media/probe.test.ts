import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FilmSpec, makeFilm } from "@/test/support/film";
import { probeVideo } from "./probe";
import { inspectVideo } from "./probe/inspect";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "rushes-probe-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inFile<T>(
  bytes: Uint8Array | string,
  look: (file: string) => Promise<T>,
): Promise<T> {
  const file = path.join(folder, "film.mp4");
  await writeFile(file, bytes);
  return look(file);
}
const inspect = (bytes: Uint8Array | string) => inFile(bytes, inspectVideo);
const probe = (bytes: Uint8Array | string) => inFile(bytes, probeVideo);

const small: FilmSpec = { width: 64, height: 48, frames: 18, audio: true };

describe("a good film", () => {
  test.each<[FilmSpec, object]>([
    [
      { width: 320, height: 180 },
      { width: 320, height: 180, durationMs: 2000, hasAudio: false },
    ],
    [
      { width: 180, height: 320, frames: 6 },
      { width: 180, height: 320, durationMs: 500 },
    ],
    [
      { ...small, index: "front" },
      { durationMs: 1500, hasAudio: true },
    ],
    [
      { ...small, index: "back" },
      { durationMs: 1500, hasAudio: true },
    ],
    [
      { ...small, index: "fragmented" },
      { durationMs: 1500, hasAudio: true },
    ],
  ])("%j", async (spec, facts) => {
    const result = await probe(await makeFilm(spec));
    expect(result).toMatchObject({ ok: true, facts });
    expect(result.ok && result.facts.codec).toMatch(/^avc1\.42/);
  });
});

describe("no film at all", () => {
  test.each([
    ["nothing", "", "empty"],
    ["an error page", "<html><body>502 Bad Gateway</body></html>", "notMp4"],
    ["an error as JSON", '{"error":{"message":"not ready"}}', "notMp4"],
    ["three bytes", "abc", "notMp4"],
    ["zeros", Buffer.alloc(5000), "notMp4"],
    ["a header alone", Buffer.from("\0\0\0\x10ftypisom\0\0\0\0", "latin1"), "noIndex"],
  ])("%s", async (_what, bytes, reason) => {
    expect(await inspect(bytes)).toEqual({ ok: false, reason });
  });

  test("a film without a picture", async () => {
    // The track of the picture claims to be something that nobody knows.
    const film = await makeFilm({ ...small, audio: false });
    film.write("xxxx", film.indexOf("vide", film.indexOf("hdlr")), "latin1");
    expect(await inspect(film)).toEqual({ ok: false, reason: "noVideo" });
  });

  test("is told through the process of its own as well", async () => {
    expect(await probe("<html>")).toEqual({ ok: false, reason: "notMp4" });
  });
});

describe("a cut film is never taken for a whole one", () => {
  test.each(["front", "back"] as const)("index in the %s", async (index) => {
    const film = await makeFilm({ ...small, index });
    const cuts = boundaries(film).flatMap((at) => [at - 1, at, at + 1]);
    for (const cut of new Set(cuts)) {
      if (cut < 0 || cut >= film.length) continue;
      expect(await inspect(film.subarray(0, cut)), `cut at ${cut}`).toMatchObject({ ok: false });
    }
  });

  test("in fragments, wherever it is not between two of them", async () => {
    const film = await makeFilm({ ...small, index: "fragmented" });
    const between = new Set(topLevel(film).map((box) => box.start));
    for (const cut of new Set(boundaries(film).flatMap((at) => [at - 1, at, at + 1]))) {
      if (cut < 0 || cut >= film.length || between.has(cut)) continue;
      expect(await inspect(film.subarray(0, cut)), `cut at ${cut}`).toMatchObject({ ok: false });
    }
  });

  test("one byte too many is not whole either", async () => {
    const film = await makeFilm(small);
    expect(await inspect(Buffer.concat([film, Buffer.alloc(1)]))).toMatchObject({ ok: false });
  });

  test("without the frames, but closed properly", async () => {
    const film = await makeFilm(small);
    const frames = topLevel(film).find((box) => box.type === "mdat");
    expect(await inspect(film.subarray(0, frames?.start))).toEqual({
      ok: false,
      reason: "truncated",
    });
  });
});

describe("a lying film", () => {
  test.each(["stts", "stsz", "stsc", "stco", "stss"])(
    "whose %s promises four billion entries",
    async (type) => {
      const film = await makeFilm(small);
      const content = film.indexOf(type) + 4;
      film.writeUInt32BE(0xffffffff, type === "stsz" ? content + 8 : content + 4);
      expect(await inspect(film)).toMatchObject({ ok: false });
    },
  );

  test("whose frames lie beyond its end", async () => {
    const film = await makeFilm(small);
    film.writeUInt32BE(film.length, film.indexOf("stco") + 12);
    expect(await inspect(film)).toEqual({ ok: false, reason: "truncated" });
  });

  test("that asks for all memory ends only its own process", async () => {
    const film = await makeFilm(small);
    // Four billion frames of one duration, and an order of presentation that has to be sorted.
    film.writeUInt32BE(0xfffffff0, film.indexOf("stts") + 12);
    film.write("ctts", film.indexOf("stss"), "latin1");
    expect(await probe(film)).toEqual({ ok: false, reason: "malformed" });
  });
});

test("a file that is not there says nothing about a film", async () => {
  await expect(probeVideo(path.join(folder, "none.mp4"))).rejects.toThrow(/ENOENT/);
  await expect(probeVideo(folder)).rejects.toThrow(/EISDIR/);
});

interface FoundBox {
  type: string;
  start: number;
  end: number;
}

const containers = new Set([
  "moov",
  "trak",
  "mdia",
  "minf",
  "dinf",
  "stbl",
  "edts",
  "mvex",
  "moof",
  "traf",
]);

function boxesIn(film: Buffer, from: number, to: number): FoundBox[] {
  const found: FoundBox[] = [];
  for (let start = from; start + 8 <= to; ) {
    const end = start + film.readUInt32BE(start);
    found.push({ type: film.toString("latin1", start + 4, start + 8), start, end });
    start = end;
  }
  return found;
}

const topLevel = (film: Buffer) => boxesIn(film, 0, film.length);

/** Where any box begins or ends, at every depth. */
function boundaries(film: Buffer): number[] {
  const within = (boxes: FoundBox[]): number[] =>
    boxes.flatMap((box) => [
      box.start,
      box.end,
      ...(containers.has(box.type) ? within(boxesIn(film, box.start + 8, box.end)) : []),
    ]);
  return [...new Set(within(topLevel(film)))].sort((a, b) => a - b);
}
