import { type FilmState, failureOf, type Job, lookAt } from "./job";

/** A job as the wire tells it. Fields that only faults produce are here too. */
export interface VideoReply {
  id: string;
  object?: "video";
  status: string;
  progress: number;
  prompt?: string;
  model: string;
  size: string;
  seconds: string | number;
  quality?: "standard";
  /** Seconds since 1970. */
  created_at: number;
  completed_at?: number | null;
  video_url?: string;
  url?: string | null;
  metadata?: { url: string };
  error?: { code: string; message: string } | string;
}

/** Bends a status reply. `settledLooks` counts the looks at this job since it was settled, this one included; `cdn` is the links' origin. */
export type Bend = (reply: VideoReply, about: { settledLooks: number; cdn: string }) => VideoReply;

const unixSeconds = (ms: number) => Math.floor(ms / 1000);

/** Where a finished job's film is, by channel. */
export interface Links {
  cdn: string;
  content: string;
}

/** The status object of a job, in the shape of its channel (UPSTREAM section 1). */
export function videoReply(job: Job, now: number, film: FilmState, links: Links): VideoReply {
  const { phase, progress } = lookAt(job, now, film);
  const common = {
    id: job.id,
    model: job.model,
    size: job.size,
    seconds: String(job.seconds),
    created_at: unixSeconds(job.createdAt),
    progress,
    ...(phase === "failed" && { error: failureOf(job) }),
  };
  const completed = phase === "completed";
  if (job.channel === "sora-official") {
    return {
      ...common,
      object: "video",
      status: phase,
      quality: "standard",
      ...(completed && { video_url: links.cdn }),
    };
  }
  return {
    ...common,
    status: phase === "queued" ? "submitted" : phase,
    prompt: job.prompt,
    url: completed ? links.content : null,
    completed_at: completed ? unixSeconds(job.finishesAt) : null,
  };
}
