import { describe, expect, it } from "vitest";
import { canCut, type Framing, filling, fitting, hasBars } from "@/lib/framing";
import { framingOf, gestureOf } from "./geometry";
import { held, panned, widthRange, zoomed } from "./moves";

const image = { width: 4000, height: 3000 };
const target = { width: 1280, height: 720 };
const fill = filling(image, target);
const fit = fitting(image, target);

describe("moving", () => {
  it("shows what lies in that direction, by parts of the frame", () => {
    const middle = zoomed(fill, image, target, 2);
    expect(panned(middle, image, 0.1, 0).x).toBe(middle.x + 200);
    expect(panned(middle, image, 0, -0.1).y).toBe(middle.y - 112.5);
  });

  it("ends at the image's edges where it fills the frame", () => {
    const far = panned(fill, image, 9, 9);
    expect(far).toMatchObject({ x: 0, y: image.height - fill.height });
    expect(hasBars(far, image)).toBe(false);
  });

  it("keeps the image whole where it stands in the frame", () => {
    const far = panned(fit, image, -9, 9);
    expect(far.x).toBe(image.width - fit.width);
    expect(far.y).toBe(0);
  });
});

describe("zooming", () => {
  it("keeps the middle and the film's proportions", () => {
    const close = zoomed(fill, image, target, 2);
    expect(close.width).toBe(fill.width / 2);
    expect(close.x + close.width / 2).toBe(image.width / 2);
    expect(canCut(close, image, target)).toBe(true);
  });

  it.each<[string, Framing, number, number]>([
    ["out of what fills: it stays full", fill, 0.1, fill.width],
    ["out of what stands whole: no smaller", fit, 0.1, fit.width],
    ["in, however often", fill, 1000, fill.width / 8],
  ])("%s", (_, framing, factor, width) => {
    expect(zoomed(framing, image, target, factor).width).toBeCloseTo(width, 6);
  });

  it("never shows bars that were not asked for", () => {
    const corner = panned(zoomed(fill, image, target, 4), image, 9, 9);
    expect(hasBars(zoomed(corner, image, target, 0.1), image)).toBe(false);
  });

  it("goes from whole to close without a gap", () => {
    const { least, most } = widthRange(fit, image, target);
    expect(least).toBeLessThan(fill.width);
    expect(most).toBe(fit.width);
  });
});

describe("held", () => {
  it("changes nothing that is right", () => {
    for (const framing of [fill, fit, panned(zoomed(fill, image, target, 3), image, 0.2, 0.1)]) {
      expect(held(framing, image)).toEqual(framing);
    }
  });
});

describe("gestures", () => {
  const frame = { width: 384, height: 216 };
  it.each<[string, Framing]>([
    ["fill", fill],
    ["fit", fit],
    ["a corner, close", panned(zoomed(fill, image, target, 5), image, -9, 9)],
  ])("count %s there and back", (_, framing) => {
    const back = framingOf(gestureOf(framing, image, target, frame), image, target, frame);
    for (const side of ["x", "y", "width", "height"] as const) {
      expect(back[side]).toBeCloseTo(framing[side], 6);
    }
  });

  it("drag the image with the finger, pixel by pixel", () => {
    const { crop, zoom } = gestureOf(zoomed(fill, image, target, 2), image, target, frame);
    const moved = { crop: { x: crop.x - 38.4, y: crop.y }, zoom };
    const framing = framingOf(moved, image, target, frame);
    expect(framing.x).toBeCloseTo(zoomed(fill, image, target, 2).x + 200, 6);
  });
});
