import { randomBytes } from "node:crypto";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { canCut, type Framing, filling, fitting, type Pixels, pixelsOf } from "@/lib/framing";
import { type Cut, cutImage } from "./cut";

const models = builtInCatalogue.channels.flatMap((channel) => channel.models);
const sizes = [...new Set(models.flatMap((model) => model.sizes))].map(pixelsOf);
const takesAll = { mimes: ["image/png", "image/jpeg"], maxBytes: 10_000_000 };

/** Every pixel tells where it is: red grows to the right, green downwards. */
function map({ width, height }: Pixels, format: "png" | "jpeg" = "png"): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      pixels[at] = Math.round((255 * (x + 0.5)) / width);
      pixels[at + 1] = Math.round((255 * (y + 0.5)) / height);
      pixels[at + 2] = 128;
    }
  }
  const drawn = sharp(pixels, { raw: { width, height, channels: 3 } });
  return (format === "png" ? drawn.png() : drawn.jpeg()).toBuffer();
}

async function cut(image: Buffer, framing: Framing, size: Pixels, changes = {}): Promise<Cut> {
  const result = await cutImage(image, { framing, size, ...takesAll, ...changes });
  if (!result) throw new Error("too heavy");
  return result;
}

async function pixelsIn({ bytes }: Cut) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
  ];
}

/** Where a pixel of the result comes from, in pixels of the image. */
const sourceOf = ({ x, y, width, height }: Framing, size: Pixels, column: number, row: number) => ({
  x: x + ((column + 0.5) * width) / size.width,
  y: y + ((row + 0.5) * height) / size.height,
});

const image = fc.record({
  width: fc.integer({ min: 64, max: 700 }),
  height: fc.integer({ min: 64, max: 700 }),
});
/** Of the size's proportions: how large, in parts of what fills, and where its middle lies, in parts of the image. */
const choice = fc.record({
  scale: fc.double({ min: 0.05, max: 3, noNaN: true }),
  middleX: fc.double({ min: 0, max: 1, noNaN: true }),
  middleY: fc.double({ min: 0, max: 1, noNaN: true }),
});

interface Choice {
  scale: number;
  middleX: number;
  middleY: number;
}

function framingOf(from: Pixels, size: Pixels, chosen: Choice): Framing {
  const whole = filling(from, size);
  const [width, height] = [whole.width * chosen.scale, whole.height * chosen.scale];
  return {
    ...{ x: chosen.middleX * from.width - width / 2, y: chosen.middleY * from.height - height / 2 },
    ...{ width, height, bars: "#102030" },
  };
}

describe("cutting", () => {
  test("gives exactly the pixels asked, of exactly the part asked, and bars elsewhere", async () => {
    const size = fc.constantFrom(...sizes);
    await fc.assert(
      fc.asyncProperty(image, size, choice, async (from, target, chosen) => {
        const framing = framingOf(from, target, chosen);
        fc.pre(canCut(framing, from, target));
        const result = await cut(await map(from), framing, target);
        expect(result).toMatchObject(target);
        expect(await sharp(result.bytes).metadata()).toMatchObject(target);
        await expectRegion(result, framing, from, target);
      }),
      { numRuns: 30 },
    );
  });

  test.each(sizes.map((size) => [`${size.width}x${size.height}`, size] as const))(
    "fills and fits %s from any shape",
    async (_, size) => {
      for (const from of [{ width: 640, height: 200 }, { width: 200, height: 640 }, size]) {
        const drawn = await map(from);
        await expectRegion(
          await cut(drawn, filling(from, size), size),
          filling(from, size),
          ...[from, size],
        );
        const fitted = fitting(from, size, "#102030");
        await expectRegion(await cut(drawn, fitted, size), fitted, from, size);
      }
    },
  );

  test("leaves an image that has the size already as it is", async () => {
    const size = { width: 1280, height: 720 };
    const drawn = await map(size);
    const result = await cut(drawn, filling(size, size), size);
    const [before, after] = await Promise.all(
      [drawn, result.bytes].map((bytes) => sharp(bytes).raw().toBuffer()),
    );
    expect(before?.equals(after ?? Buffer.alloc(0))).toBe(true);
  });

  test("shows no hair of a bar where the edges meet by rounding", async () => {
    const from = { width: 640, height: 360 };
    const size = { width: 1280, height: 720 };
    const framing = { x: -0.3, y: -0.2, width: 640.5, height: 360.3, bars: "#ff00ff" } as const;
    const at = await pixelsIn(await cut(await map(from), framing, size));
    for (const [x, y] of [
      [0, 0],
      [1279, 0],
      [0, 719],
      [1279, 719],
    ] as const) {
      expect(at(x, y)[2]).toBe(128);
    }
  });

  test("fills bars with the image, blurred", async () => {
    const from = { width: 200, height: 640 };
    const size = { width: 1280, height: 720 };
    const at = await pixelsIn(await cut(await map(from), fitting(from, size), size));
    const [left = 0, , blue] = at(100, 360);
    const [right = 0] = at(1180, 360);
    expect(blue).toBeGreaterThan(120);
    expect(right - left).toBeGreaterThan(100);
  });
});

/** Places that are surely beyond or surely within, away from edges and from where the map's shades round. */
async function expectRegion(result: Cut, framing: Framing, from: Pixels, size: Pixels) {
  const at = await pixelsIn(result);
  const bar = result.mime === "image/png" ? [16, 32, 48] : null;
  // Two pixels of the image around an edge are mixed with it, and a shade may be rounded.
  const [nearX, nearY] = [
    (2 * framing.width) / size.width + 1,
    (2 * framing.height) / size.height + 1,
  ];
  for (let column = 3; column < size.width; column += 97) {
    for (let row = 3; row < size.height; row += 89) {
      const { x, y } = sourceOf(framing, size, column, row);
      const beyond = x < -nearX || y < -nearY || x > from.width + nearX || y > from.height + nearY;
      const inside = x > nearX && y > nearY && x < from.width - nearX && y < from.height - nearY;
      const [red = 0, green = 0, blue = 0] = at(column, row);
      if (beyond && bar) expect([red, green, blue]).toEqual(bar);
      if (!inside) continue;
      expect(Math.abs(red - (255 * x) / from.width)).toBeLessThan(2.5 + 128 / from.width);
      expect(Math.abs(green - (255 * y) / from.height)).toBeLessThan(2.5 + 128 / from.height);
      expect(Math.abs(blue - 128)).toBeLessThan(3);
    }
  }
}

describe("what a channel takes", () => {
  const size = { width: 1792, height: 1024 };
  const whole = filling(size, size);
  const noise = () =>
    sharp(randomBytes(1792 * 1024 * 3), { raw: { width: 1792, height: 1024, channels: 3 } });

  test("is PNG for a drawing and JPEG for a photograph", async () => {
    const drawing = await cut(await map(size), whole, size);
    expect(drawing.mime).toBe("image/png");
    const photograph = await cut(await map(size, "jpeg"), whole, size);
    expect(photograph.mime).toBe("image/jpeg");
    expect((await sharp(photograph.bytes).metadata()).chromaSubsampling).toBe("4:4:4");
  });

  test("is JPEG where a drawing would be heavy, lighter in steps, and under 5 MB", async () => {
    const result = await cut(await noise().png().toBuffer(), whole, size);
    expect(result.mime).toBe("image/jpeg");
    expect(result.bytes.length).toBeLessThan(5_000_000);
  });

  test("is only what it names", async () => {
    const drawn = await map(size);
    expect((await cut(drawn, whole, size, { mimes: ["image/jpeg"] })).mime).toBe("image/jpeg");
    const photograph = await map(size, "jpeg");
    expect((await cut(photograph, whole, size, { mimes: ["image/png"] })).mime).toBe("image/png");
    await expect(cut(drawn, whole, size, { mimes: ["image/webp"] })).rejects.toThrow("webp");
  });

  test("is refused beyond its weight", async () => {
    const heavy = await noise().png().toBuffer();
    const order = { framing: whole, size, ...takesAll, maxBytes: 100_000 };
    expect(await cutImage(heavy, order)).toBeNull();
  });
});
