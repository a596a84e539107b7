import { builtInCatalogue, pixelsOf } from "@/lib/catalogue/catalogue";
import { quote } from "@/lib/catalogue/quote";
import type { Prisma } from "@/lib/db";
import { posterKey, videoKey } from "@/lib/storage/key";
import { placeAt } from "@/lib/task/place";
import type { TaskStatus } from "@/lib/task/status";
import type { SharedFilm } from "./films";
import { promptOf, titles } from "./prompts";
import { pick, type Random, uuidAt } from "./random";

/** What one task of a seeded library is written as. */
export interface SeededTask {
  task: Prisma.TaskCreateManyInput;
  events: Prisma.TaskEventCreateManyInput[];
  video: Prisma.VideoCreateManyInput | null;
  film: SharedFilm | null;
  /** Places in the list of tags. */
  tags: number[];
}

const minute = 60_000;
const twoYears = 730 * 24 * 60 * minute;

/**
 * Presses of Generate over the last two years, ever more of them, mostly by day; the newest last.
 * @param films by size.
 * @param tagCount how many tags there are to choose from.
 */
export function* seededTasks(
  count: number,
  {
    random,
    now,
    films,
    tagCount,
  }: {
    random: Random;
    now: Date;
    films: ReadonlyMap<string, readonly SharedFilm[]>;
    tagCount: number;
  },
): Generator<SeededTask> {
  const moments = Array.from({ length: count }, () => momentOf(random, now)).sort((a, b) => a - b);
  let last = 0n;
  for (let made = 0; made < count; ) {
    const takes = Math.min(count - made, random() < 0.3 ? 2 + Math.floor(random() * 3) : 1);
    const at = moments[made] ?? now.getTime();
    const press = pressOf(random, at);
    for (let take = 0; take < takes; take++, made++) {
      const place = placeAt(at) > last ? placeAt(at) : last + 1n;
      last = place;
      const id = uuidAt(random, at);
      const status = statusOf(random);
      const film = status === "completed" ? pick(random, films.get(press.size) ?? []) : null;
      const task = {
        ...press,
        ...ends(random, status, at),
        id,
        take,
        place,
        ...keptOf(random, at),
      };
      yield {
        ...{ task, film, tags: tagsOf(random, tagCount) },
        events: eventsOf(id, status, at),
        video: film && videoOf(id, film, at),
      };
    }
  }
}

/** Twice as many in the last month as in the first, and few at night. */
function momentOf(random: Random, now: Date): number {
  const day = Math.floor(Math.sqrt(random()) * 730);
  const hour = 8 + (random() + random() + random()) * 5;
  const start = now.getTime() - twoYears;
  return Math.min(now.getTime() - minute, Math.floor(start + (day * 24 + hour) * 60 * minute));
}

function pressOf(random: Random, at: number) {
  const channel = random() < 0.7 ? builtInCatalogue.channels[0] : builtInCatalogue.channels[1];
  if (!channel) throw new Error("the catalogue has no channel");
  const model = pick(random, channel.models);
  const [size, seconds] = [pick(random, model.sizes), pick(random, model.seconds)];
  const { width, height } = pixelsOf(size);
  return {
    ...{ intentKey: uuidAt(random, at), sandbox: true, channel: channel.id, model: model.id },
    ...{ prompt: promptOf(random), seconds, size, aspect: width / height },
    priceMicros: quote(model, { seconds, size, takes: 1 })?.eachMicros ?? 0n,
    createdAt: new Date(at),
    heldAt: new Date(at),
  };
}

function statusOf(random: Random): TaskStatus {
  const chance = random();
  if (chance < 0.92) return "completed";
  if (chance < 0.97) return "failed";
  return chance < 0.99 ? "canceled" : "expired";
}

function ends(random: Random, status: TaskStatus, at: number) {
  const settledAt = new Date(at + 4 * minute);
  const sent = status !== "canceled";
  const failed = status === "failed" || status === "expired";
  return {
    ...{ status, settledAt, updatedAt: settledAt, progress: status === "completed" ? 100 : null },
    ...(sent && { submittedAt: new Date(at + 2_000), upstreamId: `video_${uuidAt(random, at)}` }),
    ...(failed && {
      failureKind: status === "failed" ? "moderated" : "expired",
      failureCharged: status === "failed" ? "no" : "yes",
      failureMessage:
        status === "failed" ? "The prompt was refused." : "The film was deleted upstream.",
    }),
  };
}

function keptOf(random: Random, at: number) {
  const trashed = random() < 0.01;
  return {
    favourite: random() < 0.06,
    title: random() < 0.03 ? pick(random, titles) : null,
    ...(trashed && {
      shelf: "trash" as const,
      trashedAt: new Date(Math.max(at, Date.now() - minute)),
    }),
  };
}

/** Six in ten have none; some tags are far more used than others. */
function tagsOf(random: Random, count: number): number[] {
  if (random() < 0.6) return [];
  const some = 1 + Math.floor(random() * 3);
  return [...new Set(Array.from({ length: some }, () => Math.floor(random() ** 2 * count)))];
}

function eventsOf(taskId: string, status: TaskStatus, at: number) {
  const way: TaskStatus[] =
    status === "canceled" ? ["waiting", status] : ["waiting", "queued", status];
  return way.map((to, step) => ({
    ...{ taskId, to, from: way[step - 1] ?? null },
    at: new Date(at + step * 2 * minute),
  }));
}

function videoOf(taskId: string, film: SharedFilm, at: number): Prisma.VideoCreateManyInput {
  const { width, height, durationMs, bytes, sha256, placeholder } = film;
  return {
    ...{ taskId, key: videoKey(taskId), posterKey: posterKey(taskId), placeholder, posterTries: 1 },
    ...{ width, height, durationMs, bytes: BigInt(bytes), sha256 },
    ...{ codec: "avc1.42c01f", hasAudio: false, createdAt: new Date(at + 4 * minute) },
  };
}
