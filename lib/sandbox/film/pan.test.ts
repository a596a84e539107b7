import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import sharp from "sharp";
import { expect, it, onTestFinished } from "vitest";
import { makeFilm } from "./film";
import { createPan } from "./pan";
import type { FilmSpec } from "./spec";

const spec: FilmSpec = {
  ...{ prompt: "A heron", seed: "1", caption: "sora-2" },
  ...{ width: 320, height: 180, seconds: 4, fps: 2 },
};

/** Black left of the middle, white right of it. */
async function halves(width: number, height: number): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "rushes-pan-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "of-no-name.image");
  const black = { width: width / 2, height, channels: 3 as const, background: "#000" };
  await sharp({ create: { width, height, channels: 3, background: "#fff" } })
    .composite([{ input: { create: black }, left: 0, top: 0 }])
    .png()
    .toFile(file);
  return file;
}

async function frames(file: string, shares: number[]) {
  const canvas = createCanvas(spec.width, spec.height);
  const draw = await createPan(spec, file);
  return shares.map((share) => {
    const context = canvas.getContext("2d");
    draw(context, 0, share);
    return Buffer.from(context.getImageData(0, 0, spec.width, spec.height).data);
  });
}

/** How many columns of the first row are dark. */
const dark = (pixels: Buffer | undefined): number =>
  Array.from({ length: spec.width }, (_, x) => pixels?.[x * 4] ?? 0).filter((red) => red < 128)
    .length;

it("begins with the image, edge to edge, and moves over it", async () => {
  const [first, middle, last] = await frames(await halves(320, 180), [0, 0.5, 1]);
  expect(Math.abs(dark(first) - 160)).toBeLessThanOrEqual(1);
  expect(dark(middle)).not.toBe(dark(first));
  expect(dark(last)).not.toBe(dark(middle));
  expect(last?.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
});

it("fills the picture with an image of another shape", async () => {
  const [first] = await frames(await halves(100, 400), [0]);
  expect(Math.abs(dark(first) - 160)).toBeLessThanOrEqual(1);
  expect(first?.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
});

it("makes another film of another image, and none of what is no image", async () => {
  const landscape = Buffer.from(await makeFilm(spec));
  const film = Buffer.from(await makeFilm({ ...spec, image: await halves(320, 180) }));
  expect(film.equals(landscape)).toBe(false);
  await expect(makeFilm({ ...spec, image: import.meta.filename })).rejects.toThrow();
});
