import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { renderPoster } from "@/lib/media/poster/render";
import { type Mood, moods } from "@/lib/sandbox/film/mood";
import { makeFilm, type Rgb } from "../support/film";

/** A film that many tasks of a seeded library share: its files are linked to, not copied. */
export interface SharedFilm {
  film: string;
  poster: string;
  placeholder: string;
  width: number;
  height: number;
  durationMs: number;
  bytes: number;
  sha256: string;
}

const seconds = 2;
const frameRate = 12;
/** Of the sizes asked for: a small file plays as well as a large one. */
const scale = 1 / 4;
const posterScale = 1 / 2;

/** Draws a few films of each size, with their posters, into a folder. @param size as "1280x720". */
export async function sharedFilms(folder: string, size: string): Promise<SharedFilm[]> {
  await mkdir(folder, { recursive: true });
  const [wide = 0, high = 0] = size.split("x").map(Number);
  const [width, height] = [even(wide * scale), even(high * scale)];
  return Promise.all(
    moods.slice(0, 8).map(async (mood, at) => {
      const paint = (frame: number, x: number, y: number) => skyOf(mood, y, frame / 24 + x / 8);
      const bytes = await makeFilm({
        width,
        height,
        frames: seconds * frameRate,
        frameRate,
        paint,
      });
      const picture = landscape(mood, wide * posterScale, high * posterScale, at);
      const { webp, placeholder } = await renderPoster(
        await sharp(Buffer.from(picture)).png().toBuffer(),
      );
      const name = path.join(folder, `${size}-${at}`);
      await writeFile(`${name}.mp4`, bytes);
      await writeFile(`${name}.webp`, webp);
      return {
        ...{ film: `${name}.mp4`, poster: `${name}.webp`, placeholder, width, height },
        ...{ durationMs: seconds * 1000, bytes: bytes.length },
        sha256: createHash("sha256").update(bytes).digest("hex"),
      };
    }),
  );
}

/** H.264 wants even sides. */
const even = (pixels: number): number => 2 * Math.round(pixels / 2);

function skyOf({ sky }: Mood, y: number, shift: number): Rgb {
  const at = ((y + shift / 10) % 1) * (sky.length - 1);
  const [from = "#000000", to = from] = sky.slice(Math.floor(at));
  const [a, b] = [rgbOf(from), rgbOf(to)];
  const mix = (each: 0 | 1 | 2) => a[each] + (b[each] - a[each]) * (at % 1);
  return [mix(0), mix(1), mix(2)];
}

function rgbOf(hex: string): Rgb {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** Ridges under a sky, as SVG. */
function landscape(mood: Mood, width: number, height: number, seed: number): string {
  const stops = mood.sky
    .map((colour, at) => `<stop offset="${at / (mood.sky.length - 1)}" stop-color="${colour}"/>`)
    .join("");
  const ridge = (base: number, swing: number, phase: number) => {
    const points = Array.from({ length: 25 }, (_, at) => {
      const y = base + swing * (Math.sin(at / 2 + phase) + Math.sin(at * 1.3 + 2 * phase) / 2);
      return `${(at / 24) * width},${y * height}`;
    });
    return `0,${height} ${points.join(" ")} ${width},${height}`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${width * (0.2 + (seed % 5) * 0.15)}" cy="${height * 0.45}" r="${Math.min(width, height) / 12}" fill="${mood.light}"/>
    <polygon points="${ridge(0.62, 0.05, seed)}" fill="${mood.far}"/>
    <polygon points="${ridge(0.78, 0.07, seed + 2)}" fill="${mood.near}"/>
  </svg>`;
}
