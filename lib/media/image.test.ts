import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { hostileImages, scanBomb } from "@/test/support/hostile-images";
import { type KeptImage, readImage } from "./image";

const corpus = await hostileImages();

const keep = async (image: Sharp | Buffer): Promise<KeptImage> => {
  const read = await readImage(Buffer.isBuffer(image) ? image : await image.toBuffer());
  if (!read.ok) throw new Error(`refused: ${read.error.code}`);
  return read.value;
};

/** Red, green and blue at a place given as shares of width and height. */
async function colourAt(image: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(image).raw().toBuffer({ resolveWithObject: true });
  const [column, row] = [Math.floor(x * info.width), Math.floor(y * info.height)];
  return [...data.subarray((row * info.width + column) * info.channels).subarray(0, 3)];
}

const isNear = (colour: number[], wanted: number[]) =>
  colour.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) <= 24);

const red = [255, 0, 0];
const blue = [0, 0, 255];
const white = [255, 255, 255];

/** Red above, blue below, wider than high. */
const halves = (top = "#f00", bottom = "#00f"): Sharp =>
  sharp({ create: { width: 160, height: 100, channels: 3, background: bottom } }).composite([
    {
      input: { create: { width: 160, height: 50, channels: 3, background: top } },
      gravity: "north",
    },
  ]);

describe("what is handed in", () => {
  test.each(corpus.map((file) => [file.name, file] as const))("%s", async (_, file) => {
    const read = await readImage(file.bytes);
    expect(read.ok ? "kept" : read.error.code).toBe(file.expected);
    if (read.ok) await expectNormal(read.value);
  });

  test("a JPEG of two thousand passes is refused before the first", async () => {
    expect(await readImage(await scanBomb())).toEqual({ ok: false, error: { code: "damaged" } });
  });

  test("a refusal tells what it needs to be put right", async () => {
    expect(await readImage(Buffer.alloc(25_000_001))).toEqual({
      ok: false,
      error: { code: "tooHeavy", values: { most: 25_000_000, bytes: 25_000_001 } },
    });
    const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    expect(await readImage(heic)).toMatchObject({ error: { values: { kind: "HEIC" } } });
  });
});

/** Decodes all of it, so that damage would show. */
async function expectNormal(kept: KeptImage): Promise<void> {
  const facts = await sharp(kept.bytes).metadata();
  expect(facts).toMatchObject({ space: "srgb", depth: "uchar", channels: 3, hasAlpha: false });
  expect(facts).toMatchObject({ width: kept.width, height: kept.height });
  expect([`image/${facts.format}`, facts.pages]).toEqual([kept.mime, undefined]);
  for (const extra of ["exif", "icc", "xmp", "iptc", "comments"] as const) {
    expect(facts[extra]).toBeUndefined();
  }
  expect(kept.bytes.includes("<script>")).toBe(false);
  expect(kept.bytes.includes("PK\x03\x04")).toBe(false);
  const small = await sharp(kept.thumbnail).metadata();
  expect(small.format).toBe("webp");
  expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(320);
  expect(Math.abs(small.width / small.height - kept.width / kept.height)).toBeLessThan(0.05);
}

describe("an image is kept", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("upright, with EXIF orientation %i", async (orientation) => {
    const upright = halves();
    // How a camera would have stored it: turned the other way.
    const [turn, flip] = [
      { 3: 180, 4: 180, 5: 270, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0,
      [2, 4, 5, 7].includes(orientation),
    ];
    const flipped = await upright.png().toBuffer();
    const stored = await sharp(flip ? await sharp(flipped).flop().toBuffer() : flipped)
      .rotate(turn)
      .toBuffer();
    const kept = await keep(sharp(stored).withMetadata({ orientation }).jpeg());
    expect(kept).toMatchObject({ width: 160, height: 100 });
    expect(isNear(await colourAt(kept.bytes, 0.5, 0.2), red)).toBe(true);
    expect(isNear(await colourAt(kept.bytes, 0.5, 0.8), blue)).toBe(true);
    expect(isNear(await colourAt(kept.thumbnail, 0.5, 0.2), red)).toBe(true);
  });

  test("without the place where it was taken", async () => {
    const gps = { GPSLatitudeRef: "N", GPSLatitude: "48/1 51/1 29/1" };
    const exif = { IFD0: { Make: "Canary", Copyright: "Canary" }, IFD3: gps };
    const from = await halves().withExif(exif).jpeg().toBuffer();
    expect(from.includes("Canary")).toBe(true);
    const kept = await keep(from);
    for (const bytes of [kept.bytes, kept.thumbnail]) {
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(bytes.includes("Canary") || bytes.includes("Exif")).toBe(false);
    }
  });

  test("the first frame of an animation", async () => {
    const frames = [await halves().png().toBuffer(), await halves("#0f0", "#0f0").png().toBuffer()];
    for (const format of ["gif", "webp"] as const) {
      const kept = await keep(sharp(frames, { join: { animated: true } }).toFormat(format));
      expect(kept).toMatchObject({ width: 160, height: 100 });
      expect(isNear(await colourAt(kept.bytes, 0.5, 0.2), red)).toBe(true);
    }
  });

  test("with its colours, whatever they are written in", async () => {
    const cmyk = await keep(halves().toColourspace("cmyk").withIccProfile("cmyk").jpeg());
    const [r = 0, g = 0, b = 0] = await colourAt(cmyk.bytes, 0.5, 0.2);
    expect(r).toBeGreaterThan(180);
    expect(g + b).toBeLessThan(150);
    const deep = await keep(halves().toColourspace("rgb16").png());
    expect(await colourAt(deep.bytes, 0.5, 0.2)).toEqual(red);
    const wide = await keep(halves().withIccProfile("p3").png());
    expect(isNear(await colourAt(wide.bytes, 0.5, 0.2), red)).toBe(true);
  });

  test("on white where it is transparent", async () => {
    const clear = { r: 255, g: 0, b: 0, alpha: 0 };
    for (const format of ["png", "webp", "avif", "gif"] as const) {
      const glass = sharp({ create: { width: 80, height: 80, channels: 4, background: clear } });
      expect(await colourAt((await keep(glass.toFormat(format))).bytes, 0.5, 0.5)).toEqual(white);
    }
  });

  test("as it is when it is a drawing, as a fine JPEG when it is a photograph", async () => {
    expect((await keep(halves().png())).mime).toBe("image/png");
    expect((await keep(halves().gif())).mime).toBe("image/png");
    expect((await keep(halves().jpeg())).mime).toBe("image/jpeg");
    expect((await keep(halves().webp())).mime).toBe("image/jpeg");
    const poster = sharp({
      create: { width: 4000, height: 3100, channels: 3, background: "#123" },
    });
    expect((await keep(poster.png())).mime).toBe("image/jpeg");
  });

  test("byte for byte the same each time", async () => {
    const bytes = await halves().webp().toBuffer();
    expect(await keep(bytes)).toEqual(await keep(bytes));
  });
});
