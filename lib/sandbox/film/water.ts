import "server-only";
import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { noise } from "./random";
import { blend, type Draw, type Stage } from "./stage";

/** Still water below the horizon: the view upside down, broken by ripples, and the path of the light. */
export function createWater(stage: Stage, view: Canvas): Draw {
  return (context, time) => {
    drawReflection(context, stage, view, time);
    drawDepth(context, stage);
    if (stage.setting.mood.lightAt !== "none") drawGlitter(context, stage, time);
  };
}

/** Two waves of different length; farther ones look shorter. */
const waveAt = (y: number, near: number, time: number) =>
  Math.sin((y * 0.9) / (1 + near * 5) - time * 2.1) +
  0.6 * Math.sin((y * 0.37) / (1 + near * 3) - time * 1.3 + 2);

function drawReflection(context: SKRSContext2D, stage: Stage, view: Canvas, time: number) {
  const { width, height, horizon } = stage;
  const depth = height - horizon;
  const strip = Math.max(2, Math.round(height / 360));
  // Wider than the picture, so that a strip that is moved leaves no gap at the side.
  const margin = width * 0.008;
  for (let y = 0; y < depth; y += strip) {
    const near = y / depth;
    const wave = waveAt(y, near, time);
    const mirrored = horizon - y * (horizon / depth) * 0.82 - wave * (1 + near * 9) - strip;
    const from = Math.min(horizon - strip, Math.max(0, mirrored));
    const left = wave * near * margin * 0.4 - margin;
    context.drawImage(view, 0, from, width, strip, left, horizon + y, width + 2 * margin, strip);
  }
}

function drawDepth(context: SKRSContext2D, { width, height, horizon, setting }: Stage) {
  const { haze, far, near } = setting.mood;
  const tint = context.createLinearGradient(0, horizon, 0, height);
  tint.addColorStop(0, blend(haze, near, 0.35, 0.22));
  tint.addColorStop(1, blend(far, near, 0.85, 0.82));
  context.fillStyle = tint;
  context.fillRect(0, horizon, width, height - horizon);
}

const sparks = 260;

/** Short dashes that come and go under the light. */
function drawGlitter(context: SKRSContext2D, stage: Stage, time: number) {
  const { width, height, horizon, unit, seed, setting } = stage;
  const spread = setting.mood.lightAt === "low" ? 1 : 1.5;
  context.globalCompositeOperation = "screen";
  context.fillStyle = setting.mood.light;
  for (let spark = 0; spark < sparks; spark += 1) {
    const near = (spark / sparks) ** 1.7;
    const flicker = noise(seed + spark, time * 1.6 + spark * 7.3);
    const alpha = (flicker - 0.45) * 1.5 * (1 - near * 0.75);
    if (alpha <= 0) continue;
    const aside = noise(seed + 400, spark * 3.7) + noise(seed + 900, spark * 1.9) - 1;
    const x = setting.lightX * width + aside * unit * (0.03 + 0.11 * near) * spread;
    const y = horizon + 2 + near * (height - horizon);
    const length = unit * (0.006 + 0.03 * near) * (0.4 + flicker);
    context.globalAlpha = Math.min(0.85, alpha);
    context.beginPath();
    context.ellipse(x, y, length, unit * (0.0008 + 0.0022 * near), 0, 0, Math.PI * 2);
    context.fill();
  }
  context.globalAlpha = 1;
  context.globalCompositeOperation = "source-over";
}
