import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Random } from "./random";

interface Grove {
  width: number;
  /** Where the ground is, by x. */
  line: (x: number) => number;
  /** The usual height of a tree, in pixels. */
  size: number;
}

/** Pines along a skyline, in the fill colour at hand. */
export function plantTrees(context: SKRSContext2D, random: Random, grove: Grove): void {
  for (let x = 0; x < grove.width; x += grove.size * random.between(0.1, 0.42)) {
    const height = grove.size * random.between(0.55, 1.3);
    paintPine(context, random, { x, foot: grove.line(x) + height * 0.12, height });
  }
}

const tiers = 6;

function paintPine(
  context: SKRSContext2D,
  random: Random,
  { x, foot, height }: { x: number; foot: number; height: number },
) {
  const half = height * random.between(0.15, 0.22);
  const edge = (side: 1 | -1, tier: number) => {
    const reach = (side * half * (tier + 1.2)) / tiers;
    const y = foot - height + (height * (tier + 1)) / tiers;
    const tip = [x + reach * random.between(0.85, 1.1), y] as const;
    const crook = [x + reach * 0.45, y - height * 0.02] as const;
    return [tip, crook];
  };
  const down = Array.from({ length: tiers }, (_, tier) => edge(1, tier)).flat();
  const up = Array.from({ length: tiers }, (_, tier) => edge(-1, tier))
    .flat()
    .reverse();
  context.beginPath();
  context.moveTo(x, foot - height);
  for (const [left, top] of [...down, ...up]) context.lineTo(left, top);
  context.closePath();
  context.fill();
}
