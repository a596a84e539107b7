// `seed-library.ts COUNT`: fills the data folder with a library that is quickly made: its films share one small file.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { builtInCatalogue, pixelsOf } from "@/lib/catalogue/catalogue";
import { createDb, migrate } from "@/lib/db";
import { env } from "@/lib/env";
import { moods } from "@/lib/sandbox/film/mood";
import type { SharedFilm } from "../../seed/films";
import { tagNames } from "../../seed/prompts";
import { randomFrom } from "../../seed/random";
import { seededTasks } from "../../seed/rows";
import { placeFiles, writeTasks } from "../../seed/write";
import { makeFilm } from "../../support/film";

const seconds = 2;
const frameRate = 12;

const count = Number(process.argv[2]);
const { databaseUrl, dataDir } = env();
const folder = path.join(dataDir, "seed");
await mkdir(folder, { recursive: true });
await migrate(databaseUrl);
const db = createDb(databaseUrl);

const paint = (frame: number, x: number, y: number) => [frame * 10, x * 4, y * 7] as const;
const bytes = await makeFilm({
  ...{ width: 64, height: 36, frames: seconds * frameRate, frameRate, paint },
});
const film = path.join(folder, "film.mp4");
await writeFile(film, bytes);

async function sharedFilm(size: string, at: number): Promise<SharedFilm> {
  const { width, height } = pixelsOf(size);
  const background = moods[at]?.sky[0] ?? "#336699";
  const create = { width: width / 2, height: height / 2, channels: 3, background } as const;
  const still = sharp({ create }).webp();
  const poster = path.join(folder, `${size}-${at}.webp`);
  await still.clone().toFile(poster);
  const tiny = await still.clone().resize(8).toBuffer();
  const placeholder = `data:image/webp;base64,${tiny.toString("base64")}`;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    ...{ film, poster, placeholder, width, height, sha256 },
    ...{ durationMs: seconds * 1000, bytes: bytes.length },
  };
}

const models = builtInCatalogue.channels.flatMap((channel) => channel.models);
const sizes = [...new Set(models.flatMap((model) => model.sizes))];
const films = new Map(
  await Promise.all(
    sizes.map(
      async (size) =>
        [size, await Promise.all([0, 1, 2, 3].map((at) => sharedFilm(size, at)))] as const,
    ),
  ),
);
const now = new Date();
const rows = seededTasks(count, {
  ...{ films, tagCount: tagNames.length, now, random: randomFrom(1) },
});
await writeTasks(db, rows, (batch) => placeFiles(path.join(dataDir, "media"), batch));
await db.$disconnect();
