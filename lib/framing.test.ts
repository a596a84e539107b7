import { describe, expect, it } from "vitest";
import {
  canCut,
  enlargement,
  type Framing,
  filling,
  fitting,
  hasBars,
  pixelsOf,
  reframed,
} from "./framing";

const photo = { width: 4000, height: 3000 };
const landscape = pixelsOf("1280x720");
const portrait = pixelsOf("720x1280");

describe("filling", () => {
  it.each([landscape, portrait, pixelsOf("1024x1792")])(
    "lies inside and has the proportions %o",
    (target) => {
      const framing = filling(photo, target);
      expect(hasBars(framing, photo)).toBe(false);
      expect(framing.width / framing.height).toBeCloseTo(target.width / target.height);
      expect(canCut(framing, photo, target)).toBe(true);
    },
  );

  it("takes the full width of an image that is too tall", () => {
    expect(filling(photo, landscape)).toMatchObject({ x: 0, width: 4000, y: 375, height: 2250 });
  });
});

describe("fitting", () => {
  it("holds the whole image and shows bars where its shape differs", () => {
    const framing = fitting(photo, landscape, "#101010");
    expect(framing).toMatchObject({ y: 0, height: 3000, bars: "#101010" });
    expect(framing.x).toBeLessThan(0);
    expect(hasBars(framing, photo)).toBe(true);
  });

  it("needs no bars for an image of the same shape", () => {
    expect(
      hasBars(fitting({ width: 640, height: 360 }, landscape), { width: 640, height: 360 }),
    ).toBe(false);
  });
});

it("tells how much an image is enlarged", () => {
  expect(enlargement(filling({ width: 640, height: 360 }, landscape), landscape)).toBeCloseTo(2);
  expect(enlargement(filling(photo, landscape), landscape)).toBeLessThan(1);
});

describe("canCut", () => {
  const whole = filling(photo, landscape);
  it.each<[string, Partial<Framing>]>([
    ["another shape", { height: 1000 }],
    ["no width", { width: 0, height: 0 }],
    ["no number", { x: Number.NaN }],
    ["nothing of the image in it", { x: 4000 }],
    ["the image a dot in a void", { width: 4000 * 60, height: 2250 * 60, x: -1000, y: -1000 }],
  ])("refuses %s", (_, change) => {
    expect(canCut({ ...whole, ...change }, photo, landscape)).toBe(false);
  });
});

describe("reframed", () => {
  it("fills another size from the untouched image, around the same middle", () => {
    const corner: Framing = { x: 0, y: 0, width: 1600, height: 900, bars: "blur" };
    const tall = reframed(corner, photo, portrait);
    expect(hasBars(tall, photo)).toBe(false);
    expect(canCut(tall, photo, portrait)).toBe(true);
    expect(tall.x + tall.width / 2).toBeCloseTo(800);
  });

  it("fits another size with the same bars", () => {
    expect(reframed(fitting(photo, landscape, "#ffffff"), photo, portrait)).toEqual(
      fitting(photo, portrait, "#ffffff"),
    );
  });

  it("stays the largest when it was, to and fro", () => {
    const there = reframed(filling(photo, landscape), photo, portrait);
    expect(there.height).toBeLessThanOrEqual(photo.height);
    expect(canCut(reframed(there, photo, landscape), photo, landscape)).toBe(true);
  });
});
