import "server-only";
import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Land } from "./mood";
import { fractal } from "./random";
import { blend, fadeOf, hasWater, type Layer, type Stage } from "./stage";
import { plantTrees } from "./trees";

interface Relief {
  ridges: number;
  /** Height of the farthest and of the nearest ridge as a share of the picture. */
  rise: readonly [far: number, near: number];
  /** Detail per picture width. */
  frequency: number;
  /** 0 rolls like dunes, 1 is jagged like rock. */
  sharpness: number;
  /** From which ridge on trees grow; absent for none. */
  treesFrom?: number;
  /** How much of the skyline lies under water, which leaves islands. */
  sunk?: number;
  /** How near the nearest ridge looks, 0 to 1; 1 when absent. */
  nearest?: number;
}

const reliefs: Record<Land, Relief> = {
  mountains: { ridges: 5, rise: [0.34, 0.12], frequency: 2.4, sharpness: 1, treesFrom: 4 },
  lake: { ridges: 4, rise: [0.3, 0.07], frequency: 2.2, sharpness: 0.9, treesFrom: 3 },
  forest: { ridges: 5, rise: [0.22, 0.1], frequency: 1.6, sharpness: 0.35, treesFrom: 1 },
  dunes: { ridges: 5, rise: [0.16, 0.14], frequency: 1.1, sharpness: 0.1 },
  sea: { ridges: 2, rise: [0.2, 0.16], frequency: 1.5, sharpness: 0.8, sunk: 0.52, nearest: 0.45 },
};

/** One ridge before it is painted. Lengths are pixels. */
interface Ridge {
  /** 0 is the farthest, 1 the nearest there can be. */
  closeness: number;
  width: number;
  /** Where the picture of it begins and ends, from the top of the film. */
  top: number;
  bottom: number;
  /** From `top` down to the highest the skyline may reach: room for trees. */
  headroom: number;
  rise: number;
  /** The skyline, from `top`. */
  line: (x: number) => number;
  trees: boolean;
}

/** The ridges from the farthest to the nearest. */
export function paintRidges(stage: Stage): Layer[] {
  const relief = reliefs[stage.setting.land];
  const ridges = Array.from({ length: relief.ridges }, (_, index) => shape(stage, relief, index));
  return ridges.map((ridge) => ({ image: paint(stage, ridge), top: ridge.top }));
}

const closenessOf = ({ ridges, nearest = 1 }: Relief, index: number) =>
  (nearest * index) / (ridges - 1);

/** Where a ridge's valley lies: nearer ones stand lower in the picture, except at the water's edge. */
const groundOf = (stage: Stage, closeness: number) =>
  hasWater(stage)
    ? stage.horizon
    : stage.horizon + (stage.height - stage.horizon) * 0.62 * closeness ** 1.3;

function shape(stage: Stage, relief: Relief, index: number): Ridge {
  const closeness = closenessOf(relief, index);
  const [far, near] = relief.rise;
  const rise = stage.height * (far + (near - far) * closeness);
  const headroom = Math.ceil(stage.height * 0.16);
  const ground = groundOf(stage, closeness);
  const isLast = index === relief.ridges - 1;
  // What the next ridge hides need not be painted, nor drawn in every frame.
  const hidden = isLast ? stage.height : groundOf(stage, closenessOf(relief, index + 1));
  const seed = stage.seed + 977 * (index + 1);
  return {
    closeness,
    width: stage.width + Math.ceil(stage.travel * (0.12 + 0.6 * closeness ** 1.5)),
    top: Math.floor(ground - rise - headroom),
    bottom: hasWater(stage) ? stage.horizon + 2 : Math.ceil(hidden) + 2,
    headroom,
    rise,
    line: (x) =>
      headroom +
      rise * (1 + (relief.sunk ?? 0) - crestAt(seed, x / stage.width, relief, closeness)),
    trees: index >= (relief.treesFrom ?? relief.ridges),
  };
}

/** The skyline as a share of the ridge's rise, 0 to 1. */
function crestAt(seed: number, x: number, relief: Relief, closeness: number): number {
  const along = x * relief.frequency * (1 + closeness * 0.8);
  const rolling = fractal(seed, along, 0, 3);
  const rock = 1 - Math.abs(2 * fractal(seed + 31, along * 1.3, 0, 7, 0.46) - 1);
  return rolling * (1 - relief.sharpness) + rock ** 1.6 * relief.sharpness;
}

function paint(stage: Stage, ridge: Ridge) {
  const { mood } = stage.setting;
  const { width, closeness, line } = ridge;
  const image = createCanvas(width, ridge.bottom - ridge.top);
  const context = image.getContext("2d");
  const colour = blend(mood.far, mood.near, closeness ** 0.9);
  context.beginPath();
  context.moveTo(0, image.height);
  for (let x = 0; x <= width; x += 1) context.lineTo(x, line(x));
  context.lineTo(width, image.height);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  if (ridge.trees) {
    const size = stage.height * (0.018 + 0.075 * closeness ** 1.6);
    plantTrees(context, stage.random, { width, line, size });
  } else lightCrest(context, stage, closeness);
  veil(context, stage, ridge);
  return image;
}

/** Light that grazes the crest; the context holds the ridge's path. */
function lightCrest(context: SKRSContext2D, stage: Stage, closeness: number) {
  const { mood, lightX } = stage.setting;
  const centre = lightX * stage.width;
  const spread = stage.width * 0.55;
  const strength = mood.lightAt === "none" ? 0.1 : 0.4 - 0.25 * closeness;
  const rim = context.createLinearGradient(centre - spread, 0, centre + spread, 0);
  rim.addColorStop(0, fadeOf(mood.light, 0.05));
  rim.addColorStop(0.5, blend(mood.light, mood.haze, 0.3, strength));
  rim.addColorStop(1, fadeOf(mood.light, 0.05));
  context.save();
  context.clip();
  context.strokeStyle = rim;
  context.shadowColor = blend(mood.light, mood.haze, 0.4, strength);
  context.shadowBlur = stage.height * 0.02;
  context.lineWidth = Math.max(1, stage.height * 0.0028);
  context.stroke();
  context.restore();
}

/** Haze that gathers in the valley, more of it the farther away. */
function veil(context: SKRSContext2D, stage: Stage, ridge: Ridge) {
  const { haze } = stage.setting.mood;
  const { width, height } = context.canvas;
  const foot = Math.min(height, ridge.headroom + ridge.rise * 1.5);
  const gradient = context.createLinearGradient(0, ridge.headroom, 0, foot);
  gradient.addColorStop(0, fadeOf(haze, 0));
  gradient.addColorStop(1, fadeOf(haze, 0.75 * (1 - ridge.closeness) ** 0.7));
  context.globalCompositeOperation = "source-atop";
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
}
