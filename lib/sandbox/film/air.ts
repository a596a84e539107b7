import "server-only";
import { createCanvas } from "@napi-rs/canvas";
import { fractal, noise } from "./random";
import { channelsOf, computePicture, type Draw, type Stage } from "./stage";

/** Curtains of northern light. */
export function createAurora({ width, horizon, seed }: Stage): Draw {
  const columns = 128;
  const rows = 72;
  return (context, time) => {
    const curtain = Array.from({ length: columns }, (_, x) => curtainAt(seed, x / columns, time));
    const picture = computePicture(columns, rows, (x, y) => {
      const { hem, strength } = curtain[x] ?? { hem: 0, strength: 0 };
      const above = hem - y / rows;
      if (above <= 0) return [0, 0, 0, 0];
      const body = Math.exp(-above * 4.2) * (1 - Math.exp(-above * 45));
      const tint = Math.min(1, above * 2.4);
      return [60 + 110 * tint, 255 - 150 * tint, 150 + 60 * tint, 255 * body * strength];
    });
    context.globalCompositeOperation = "screen";
    context.drawImage(picture, 0, 0, width, horizon);
    context.globalCompositeOperation = "source-over";
  };
}

/** Where a curtain ends below, 0 to 1 from the top, and how bright it is; `along` runs from 0 to 1. */
function curtainAt(seed: number, along: number, time: number) {
  const sway = fractal(seed, along * 2.6 + time * 0.04, time * 0.06, 3) - 0.5;
  const rays = 0.3 + 0.7 * noise(seed + 5, along * 24 + time * 0.4, time * 0.3) ** 1.3;
  const veil = 0.25 + 0.75 * noise(seed + 9, along * 3.2 - time * 0.08, time * 0.1);
  return { hem: 0.6 + 0.55 * sway, strength: 1.25 * rays * veil };
}

/** A bank of mist that drifts over the horizon. */
export function createMist({ width, height, horizon, seed, setting }: Stage): Draw {
  const columns = 200;
  const rows = 40;
  const colour = channelsOf(setting.mood.haze);
  const strength = setting.mood.night ? 128 : 255;
  const small = computePicture(columns, rows, (x, y) => {
    const band = Math.sin((Math.PI * y) / rows) ** 1.5;
    const cover = Math.max(0, fractal(seed + 3, x / 26, y / 9, 4) - 0.36);
    return [...colour, strength * band * cover];
  });
  const image = createCanvas(width * 2, Math.round(height * 0.3));
  const context = image.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, image.width, image.height);
  const top = horizon - image.height * 0.72;
  const speed = setting.drift * width * 0.012;
  return (target, time) => target.drawImage(image, speed * time - width * 0.4, top);
}
