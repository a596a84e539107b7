import "server-only";
import { randomBytes, randomInt } from "node:crypto";
import type { ChannelId } from "./channels";
import type { Job } from "./job";
import type { PlanChange } from "./sentinels";

const second = 1000;
const day = 24 * 60 * 60 * second;

/** How long things take in life; the sandbox divides them by its speed. At speed 10 a film is done in 9 to 19 seconds. */
export const life = {
  queue: [10 * second, 25 * second],
  render: [80 * second, 165 * second],
  /** UPSTREAM section 1, "Retention". */
  retention: day,
} as const;

/** What a create asks for, after it was found valid. */
export interface Order {
  channel: ChannelId;
  model: string;
  prompt: string;
  seconds: number;
  size: string;
  priceMicros: number;
  /** What the film is to begin with, as it was sent. */
  image: Uint8Array | null;
}

/** Lays down the whole life of a job at its birth, with what its sentinels change. `now` in ms since 1970. */
export function planJob(
  { image, ...order }: Order,
  changes: PlanChange[],
  now: number,
  speed: number,
): Job {
  const change: PlanChange = Object.assign({}, ...changes);
  const [width = 0, height = 0] = order.size.split("x").map(Number);
  const asked = { width, height, seconds: order.seconds };
  const startsAt = now + randomInt(...life.queue) / speed;
  const finishesAt = startsAt + (change.render ?? randomInt(...life.render)) / speed;
  return {
    ...order,
    hasImage: image !== null,
    id: `video_${randomBytes(16).toString("hex")}`,
    createdAt: now,
    startsAt: Math.round(startsAt),
    finishesAt: Math.round(finishesAt),
    expiresAt: Math.round(finishesAt + life.retention / speed),
    ending: change.ending ?? "completed",
    film: change.film?.(asked) ?? asked,
  };
}
