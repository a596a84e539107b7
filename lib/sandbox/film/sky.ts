import "server-only";
import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { createRandom, fractal } from "./random";
import { blend, channelsOf, computePicture, fadeOf, type Stage } from "./stage";

/** The sky with its light, stars and high clouds: infinitely far, so it never moves. */
export function paintSky(stage: Stage): Canvas {
  const { mood } = stage.setting;
  const image = createCanvas(stage.width, stage.horizon + 2);
  const context = image.getContext("2d");
  const gradient = context.createLinearGradient(0, 0, 0, stage.horizon);
  mood.sky.forEach((colour, index) => {
    gradient.addColorStop((index / (mood.sky.length - 1)) ** 0.8, colour);
  });
  context.fillStyle = gradient;
  context.fillRect(0, 0, image.width, image.height);
  if (mood.night) paintStars(context, stage);
  paintClouds(context, stage);
  if (mood.lightAt !== "none") paintLight(context, stage);
  dither(context, image, stage.seed);
  return image;
}

function paintStars(context: SKRSContext2D, { width, horizon, unit, random }: Stage) {
  for (let star = 0; star < 320; star += 1) {
    const height = random.next() ** 1.4;
    const radius = unit * 0.0006 * (1 + 2.4 * random.next() ** 5);
    context.fillStyle = `rgba(255,255,255,${random.between(0.25, 0.95) * (1 - 0.75 * height)})`;
    context.beginPath();
    context.arc(random.next() * width, height * horizon, radius, 0, Math.PI * 2);
    context.fill();
  }
}

/** Streaks of high cloud: noise stretched sideways. */
function paintClouds(context: SKRSContext2D, { width, horizon, seed, setting }: Stage) {
  const columns = 240;
  const rows = Math.round((columns * horizon) / width);
  const colour = channelsOf(setting.mood.sky.at(-1) ?? "#ffffff");
  const strength = setting.mood.night ? 160 : 480;
  const clouds = computePicture(columns, rows, (x, y) => {
    const cover = Math.max(0, fractal(seed, x / 46, y / 11, 5) - 0.5);
    return [...colour, strength * cover * (y / rows) ** 0.6];
  });
  context.imageSmoothingQuality = "high";
  context.drawImage(clouds, 0, 0, width, horizon);
}

/** How far the glow reaches in radii of the light, and how strong it is. */
const glows = [
  [9, 0.4],
  [4, 0.35],
  [1.9, 0.4],
] as const;

function paintLight(context: SKRSContext2D, { width, horizon, unit, setting }: Stage) {
  const { mood, lightX } = setting;
  const low = mood.lightAt === "low";
  const radius = unit * (low ? 0.075 : 0.048);
  const x = lightX * width;
  const y = horizon * (low ? 0.72 : 0.34);
  context.globalCompositeOperation = "screen";
  for (const [reach, alpha] of glows) {
    const outer = radius * reach;
    const glow = context.createRadialGradient(x, y, radius * 0.3, x, y, outer);
    glow.addColorStop(0, fadeOf(mood.light, alpha));
    glow.addColorStop(0.35, blend(mood.light, mood.haze, 0.5, alpha * 0.4));
    glow.addColorStop(1, fadeOf(mood.haze, 0));
    context.fillStyle = glow;
    context.fillRect(x - outer, y - outer, outer * 2, outer * 2);
  }
  context.globalCompositeOperation = "source-over";
  context.fillStyle = mood.light;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** A breath of noise, or the smooth sky would show the steps of eight bits. */
function dither(context: SKRSContext2D, { width, height }: Canvas, seed: number) {
  const random = createRandom(`dither ${seed}`);
  const pixels = context.getImageData(0, 0, width, height);
  pixels.data.forEach((value, index) => {
    if (index % 4 !== 3) pixels.data[index] = value + (random.next() + random.next() - 1) * 2.2;
  });
  context.putImageData(pixels, 0, 0);
}
