import "server-only";
import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { chooseSetting, type Land, type Setting } from "./mood";
import { createRandom, hashText, type Random } from "./random";
import type { FilmSpec } from "./spec";

/** What the painters of one film share. All lengths are pixels. */
export interface Stage {
  width: number;
  height: number;
  /** The shorter side: what sizes are measured against. */
  unit: number;
  /** Where land or water meets the sky, from the top. */
  horizon: number;
  /** How far the foreground moves from the first frame to the last. */
  travel: number;
  setting: Setting;
  random: Random;
  /** For noise. */
  seed: number;
}

/** A painted plane of the landscape, wider than the picture so that the camera can drift across it. */
export interface Layer {
  image: Canvas;
  /** Where its top lies in the picture. */
  top: number;
}

/** Draws what moves. `time` is in seconds from the beginning. */
export type Draw = (context: SKRSContext2D, time: number) => void;

const horizons: Record<Land, number> = {
  mountains: 0.62,
  lake: 0.6,
  forest: 0.62,
  dunes: 0.62,
  sea: 0.56,
};

export function createStage(spec: FilmSpec): Stage {
  const { prompt, seed, width, height } = spec;
  const setting = chooseSetting(prompt, seed);
  const unit = Math.min(width, height);
  return {
    width,
    height,
    unit,
    horizon: Math.round(height * horizons[setting.land]),
    // Not in proportion to the length: a short film would hardly move.
    travel: unit * 0.03 * (spec.seconds + 6),
    setting,
    random: createRandom(`scene ${seed} ${prompt}`),
    seed: hashText(`${seed} ${prompt}`) % 100_000,
  };
}

export const hasWater = ({ setting }: Stage): boolean =>
  setting.land === "lake" || setting.land === "sea";

/** Red, green and blue of a hex colour. */
export function channelsOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A colour between two, as CSS; `share` 0 gives the first. */
export function blend(from: string, to: string, share: number, alpha = 1): string {
  const target = channelsOf(to);
  const mixed = channelsOf(from).map((value, index) =>
    Math.round(value + ((target[index] ?? value) - value) * share),
  );
  return `rgba(${mixed.join(",")},${alpha})`;
}

export const fadeOf = (colour: string, alpha: number): string => blend(colour, colour, 0, alpha);

/**
 * A small picture computed point by point, to be enlarged: soft things need few points.
 * @param shade gives red, green, blue and alpha, 0 to 255.
 */
export function computePicture(
  columns: number,
  rows: number,
  shade: (x: number, y: number) => readonly [number, number, number, number],
): Canvas {
  const image = createCanvas(columns, rows);
  const context = image.getContext("2d");
  const pixels = context.createImageData(columns, rows);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) pixels.data.set(shade(x, y), (y * columns + x) * 4);
  }
  context.putImageData(pixels, 0, 0);
  return image;
}
