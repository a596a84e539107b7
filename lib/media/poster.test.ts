import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FilmSpec, makeFilm, type Rgb } from "@/test/support/film";
import { runIsolated } from "./isolated";
import { drawPoster } from "./poster";
import { type Decoder, ffmpegDecoder, nativeDecoder } from "./poster/decoders";
import type { Poster } from "./poster/render";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "rushes-poster-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function store(bytes: Uint8Array | string): Promise<string> {
  const file = path.join(folder, `${files++}.mp4`);
  await writeFile(file, bytes);
  return file;
}
const film = async (spec: FilmSpec) => store(await makeFilm(spec));

async function draw(file: string, options: Parameters<typeof drawPoster>[1]): Promise<Poster> {
  const drawn = await drawPoster(file, options);
  if (!drawn.ok) throw new Error(drawn.error.detail);
  return drawn.value;
}

/** The colour of a place in an image; x and y from 0 to 1. */
async function colourAt(image: Buffer, x: number, y: number): Promise<Rgb> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
  return [data[at] ?? -1, data[at + 1] ?? -1, data[at + 2] ?? -1];
}

function expectColour(actual: Rgb, expected: Rgb, tolerance = 6): void {
  const distance = Math.max(...actual.map((value, i) => Math.abs(value - (expected[i] ?? 0))));
  expect(distance, `${actual} should be about ${expected}`).toBeLessThanOrEqual(tolerance);
}

const green: Rgb = [40, 160, 60];
/** A picture of four colours, so that turning, flipping and stretching show. */
const corners: Rgb[] = [
  [200, 40, 40],
  [40, 180, 60],
  [50, 60, 200],
  [220, 200, 60],
];
const inCorners = (_: number, x: number, y: number): Rgb =>
  corners[(x < 0.5 ? 0 : 1) + (y < 0.5 ? 0 : 2)] ?? green;

// The decoder is an optional package: where it is published it must be there, or no film would have a poster.
const isLinuxX64 = process.platform === "linux" && process.arch === "x64";

describe.runIf(isLinuxX64)("the decoder that comes with the studio", () => {
  const decoders = [nativeDecoder];

  test.each<[string, FilmSpec["coding"]]>([
    ["BT.709", { matrix: "bt709", fullRange: false, tagged: true }],
    ["BT.709, full range", { matrix: "bt709", fullRange: true, tagged: true }],
    ["BT.601", { matrix: "smpte170m", fullRange: false, tagged: true }],
    ["nothing said, small", { matrix: "smpte170m", fullRange: false, tagged: false }],
  ])("keeps the colours: %s", async (_what, coding) => {
    const { webp } = await draw(
      await film({ width: 160, height: 96, paint: () => green, coding }),
      {
        decoders,
      },
    );
    expectColour(await colourAt(webp, 0.5, 0.5), green);
  });

  test.each([
    ["landscape", 1280, 720, 960, 540],
    ["portrait", 720, 1280, 540, 960],
    ["small: not enlarged", 160, 90, 160, 90],
  ])("%s", async (_shape, width, height, posterWidth, posterHeight) => {
    const { webp } = await draw(await film({ width, height, frames: 3, paint: inCorners }), {
      decoders,
    });
    const { format, exif, icc, ...size } = await sharp(webp).metadata();
    expect({ format, exif, icc }).toEqual({ format: "webp", exif: undefined, icc: undefined });
    expect(size).toMatchObject({ width: posterWidth, height: posterHeight });
    const places = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.25, 0.75],
      [0.75, 0.75],
    ] as const;
    for (const [i, [x, y]] of places.entries()) {
      expectColour(await colourAt(webp, x, y), corners[i] ?? green, 10);
    }
  });

  test("passes over a black beginning", async () => {
    const paint: FilmSpec["paint"] = (frame, x, y) => (frame < 16 ? [0, 0, 0] : inCorners(0, x, y));
    const { webp } = await draw(await film({ width: 160, height: 96, frames: 24, paint }), {
      decoders,
    });
    expectColour(await colourAt(webp, 0.25, 0.25), corners[0] ?? green, 12);
  });

  test("a film that is black throughout has a black poster", async () => {
    const { webp } = await draw(await film({ width: 96, height: 64, paint: () => [0, 0, 0] }), {
      decoders,
    });
    expectColour(await colourAt(webp, 0.5, 0.5), [0, 0, 0]);
  });

  test("draws exactly the moment that is asked for", async () => {
    const paint: FilmSpec["paint"] = (frame) => [frame * 10, 100, 100];
    const file = await film({ width: 96, height: 64, frames: 24, paint });
    const { webp } = await draw(file, { decoders, atMs: 1500 });
    expectColour(await colourAt(webp, 0.5, 0.5), [180, 100, 100]);
  });

  test("the placeholder is tiny and shows the same", async () => {
    const file = await film({ width: 320, height: 180, frames: 3, paint: inCorners });
    const { placeholder } = await draw(file, { decoders });
    expect(placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(placeholder.length).toBeLessThan(400);
    const image = Buffer.from(placeholder.slice(placeholder.indexOf(",") + 1), "base64");
    expect(await sharp(image).metadata()).toMatchObject({ format: "webp", width: 16, height: 9 });
    expectColour(await colourAt(image, 0.1, 0.1), corners[0] ?? green, 25);
  });

  test.each<[string, (bytes: Buffer) => Buffer | string]>([
    ["an error page", () => "<html>"],
    ["nothing", () => ""],
    ["a cut index", (bytes) => bytes.subarray(0, 300)],
    ["frames of noise", (bytes) => bytes.fill(0xa5, bytes.indexOf("mdat") + 4)],
  ])("%s is a failure, not a crash", async (_what, spoil) => {
    const spoiled = spoil(await makeFilm({ width: 96, height: 64, frames: 3 }));
    const drawn = await drawPoster(await store(spoiled), { decoders });
    expect(drawn).toMatchObject({ ok: false, error: { reason: "undecodable" } });
  });
});

test("the system's ffmpeg, where there is one, shows the same", async (context) => {
  const file = await film({ width: 320, height: 180, frames: 3, paint: inCorners });
  if ((await ffmpegDecoder(file, null)).kind === "absent") context.skip("no ffmpeg here");
  for (const atMs of [undefined, 100]) {
    const { webp } = await draw(file, { decoders: [ffmpegDecoder], atMs });
    expectColour(await colourAt(webp, 0.25, 0.25), corners[0] ?? green, 10);
    expectColour(await colourAt(webp, 0.75, 0.75), corners[3] ?? green, 10);
  }
});

describe("decoders are tried in turn", () => {
  const node = (code: string, timeoutMs = 20_000): Decoder => {
    const limits = { timeoutMs, maxOutputBytes: 1024 * 1024 };
    return () => runIsolated(process.execPath, ["-e", code], limits);
  };
  const absent: Decoder = async () => ({ kind: "absent" });
  const crashing = node("process.abort()");
  const hanging = node("for (;;);", 300);
  const givingUp = node("process.stderr.write('no such codec'); process.exitCode = 1");
  const babbling = node("process.stdout.write('not a picture')");
  const throwing: Decoder = () => Promise.reject(new Error("no process left"));
  const drawing: Decoder = async () => {
    const create = { width: 32, height: 18, channels: 3, background: "#28a03c" } as const;
    return { kind: "done", stdout: await sharp({ create }).png().toBuffer() };
  };

  test.each([
    ["none", []],
    ["none that is installed", [absent, absent]],
  ])("%s: the browser should draw it", async (_what, decoders) => {
    expect(await drawPoster("film", { decoders })).toMatchObject({
      ok: false,
      error: { reason: "noDecoder" },
    });
  });

  test.each([
    ["crashes", crashing, /SIGABRT/],
    ["hangs", hanging, /too long/],
    ["gives up", givingUp, /no such codec/],
    ["answers nonsense", babbling, /unsupported image/i],
    ["cannot be started", throwing, /no process left/],
  ])("one that %s is a failure, and the next one is asked", async (_what, broken, detail) => {
    expect(await drawPoster("film", { decoders: [absent, broken] })).toMatchObject({
      ok: false,
      error: { reason: "undecodable", detail: expect.stringMatching(detail) },
    });
    const { webp } = await draw("film", { decoders: [broken, drawing] });
    expectColour(await colourAt(webp, 0.5, 0.5), green);
  });
});
