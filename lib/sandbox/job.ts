import { z } from "zod";
import { channelIds } from "./channels";

const moment = z.int().nonnegative();

/** How a job ends when its time has come. */
export const endings = ["completed", "failed", "moderated", "timedOut", "expired"] as const;

/**
 * One paid POST. Written once and never changed: everything that happens to it later follows from this record and the time.
 * Times are ms since 1970.
 */
export const jobSchema = z.object({
  id: z.string().regex(/^[a-z]+_[0-9a-f]{32}$/),
  channel: z.enum(channelIds),
  model: z.string(),
  prompt: z.string(),
  seconds: z.int().positive(),
  size: z.string(),
  /** The film begins with an image, which lies on the shelf of the films. */
  hasImage: z.boolean().default(false),
  /** Integer micro-dollars. */
  priceMicros: z.int().nonnegative(),
  createdAt: moment,
  startsAt: moment,
  finishesAt: moment,
  /** The film and its links are gone from here on. */
  expiresAt: moment,
  ending: z.enum(endings),
  /** What is really rendered: a fault may make it differ from what was asked. */
  film: z.object({ width: z.int(), height: z.int(), seconds: z.int() }),
});

export type Job = z.infer<typeof jobSchema>;

/** Whether the film of a job is there: drawing it takes real time, however fast the clock is set. */
export type FilmState = "missing" | "ready" | "broken";

export interface Look {
  phase: "queued" | "in_progress" | "completed" | "failed" | "expired";
  /** 0 to 100. */
  progress: number;
}

/** Where a job stands. Pure: the same job, time and film state give the same answer, also after a restart. */
export function lookAt(job: Job, now: number, film: FilmState): Look {
  if (now < job.startsAt) return { phase: "queued", progress: 0 };
  if (now < job.finishesAt) {
    const share = (now - job.startsAt) / (job.finishesAt - job.startsAt);
    return { phase: "in_progress", progress: Math.min(99, Math.floor(100 * share)) };
  }
  if (job.ending === "expired") return { phase: "expired", progress: 100 };
  if (job.ending !== "completed" || film === "broken") return { phase: "failed", progress: 0 };
  if (film === "missing" && now < job.expiresAt) return { phase: "in_progress", progress: 99 };
  return { phase: "completed", progress: 100 };
}

export const isSettled = ({ phase }: Look): boolean =>
  phase === "completed" || phase === "failed" || phase === "expired";

/** Why a failed job failed, as the status reply tells it. */
export function failureOf(job: Job): { code: string; message: string } {
  if (job.ending === "moderated") {
    return {
      code: "moderation_blocked",
      message: "The generated video was blocked by our moderation system.",
    };
  }
  if (job.ending === "timedOut") {
    return { code: "task_timeout", message: "The task took too long and was given up." };
  }
  return { code: "video_generation_failed", message: "The video could not be generated." };
}
