import "server-only";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { readImage } from "@/lib/media/image";
import { createPlaces } from "@/lib/places";
import { hostileImages, scanBomb } from "@/test/support/hostile-images";

/**
 * What reading an image costs, each in a process of its own that has read a harmless one before:
 * `npm run bench:images`. Memory is what the peak rose by; Linux only.
 */

interface Cost {
  outcome: string;
  ms: number;
  cpuMs: number;
  extraMb: number;
}

/** A photograph's worth of detail: neither flat nor noise. */
const photograph = (width: number, height: number): Sharp =>
  sharp({
    create: {
      ...{ width: Math.ceil(width / 8), height: Math.ceil(height / 8) },
      ...{ channels: 3, background: "#345", noise: { type: "gaussian", mean: 128, sigma: 40 } },
    },
  }).resize(width, height, { fit: "fill" });

/** The largest that are taken, of every kind. */
const largest: Record<string, () => Sharp> = {
  "JPEG of 49 megapixels": () => photograph(8_100, 6_050).jpeg(),
  "JPEG of 49 megapixels, on its side": () =>
    photograph(8_100, 6_050).withMetadata({ orientation: 6 }).jpeg(),
  "progressive JPEG of 24 megapixels": () => photograph(6_000, 4_000).jpeg({ progressive: true }),
  "PNG of 12 megapixels": () => photograph(4_000, 3_000).png({ palette: true, effort: 1 }),
  "interlaced PNG of 12 megapixels": () =>
    photograph(4_000, 3_000).png({ progressive: true, palette: true, effort: 1 }),
  "WebP of 18 megapixels": () => photograph(5_000, 3_600).webp({ effort: 0 }),
  "AVIF of 8 megapixels": () => photograph(3_840, 2_160).avif({ effort: 0 }),
  "JPEG of 12 megapixels, as telephones make them": () => photograph(4_032, 3_024).jpeg(),
};

const peakMb = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1e3;

/** In the child: reads the files so many at once, and tells what that cost. */
async function measure(files: string[], atOnce: number): Promise<Cost> {
  await readImage(await photograph(640, 480).jpeg().toBuffer());
  const images = files.map((file) => readFileSync(file));
  const inTurn = createPlaces(atOnce);
  const [peak, cpu, begun] = [peakMb(), process.cpuUsage(), performance.now()];
  const read = await Promise.all(images.map((bytes) => inTurn(() => readImage(bytes))));
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const outcomes = read.map((each) => (each.ok ? "kept" : each.error.code));
  return {
    ...{ outcome: [...new Set(outcomes)].join(), ms: Math.round(ms) },
    ...{ cpuMs: Math.round((user + system) / 1e3), extraMb: Math.round(peakMb() - peak) },
  };
}

function costOf(files: string[], atOnce = 1): Promise<Cost> {
  const script = ["--conditions=react-server", "--import", "tsx", import.meta.filename];
  const child = spawn(process.execPath, [...script, String(atOnce), ...files], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (data) => {
    text += data;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(JSON.parse(text)));
  });
}

async function main() {
  const folder = await mkdtemp(path.join(tmpdir(), "rushes-bench-"));
  const file = path.join(folder, "image");
  const report = (name: string, bytes: number, { outcome, ms, cpuMs, extraMb }: Cost) =>
    console.log(
      `${name.padEnd(48)} ${(bytes / 1e6).toFixed(2).padStart(6)} MB ${outcome.padEnd(14)} ` +
        `${String(ms).padStart(5)} ms ${String(cpuMs).padStart(5)} ms CPU ${String(extraMb).padStart(5)} MB`,
    );
  const run = async (name: string, bytes: Buffer) => {
    writeFileSync(file, bytes);
    report(name, bytes.length, await costOf([file]));
  };
  try {
    for (const { name, bytes } of await hostileImages()) await run(name, bytes);
    await run("progressive JPEG of 24 megapixels, 2,000 scans", await scanBomb());
    for (const [name, make] of Object.entries(largest)) await run(name, await make().toBuffer());
    const heaviest = await photograph(8_100, 6_050).jpeg().toBuffer();
    writeFileSync(file, heaviest);
    report(
      "ten of 49 megapixels, two at once",
      heaviest.length,
      await costOf(Array(10).fill(file), 2),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const [atOnce, ...files] = process.argv.slice(2);
if (files.length === 0) await main();
else process.stdout.write(JSON.stringify(await measure(files, Number(atOnce))));
