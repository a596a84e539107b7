import "server-only";
import { z } from "zod";
import type { ListedJob } from "./contract";
import { idOf, readVideoObject } from "./video-object";

const word = z.string().trim().min(1).nullable().catch(null);

const listedJob = z.object({
  model: word,
  size: word,
  prompt: word,
  seconds: z.coerce.number().positive().nullable().catch(null),
  // Seconds since 1970 (UPSTREAM section 1, create reply).
  created_at: z.number().positive().nullable().catch(null),
});

/** Reads OpenAI's list of videos. @returns null when the text is no such list. */
export function readJobList(text: string): ListedJob[] | null {
  const parsed = z.object({ data: z.array(z.unknown()) }).safeParse(jsonOf(text));
  return parsed.success ? parsed.data.data.flatMap(readJob) : null;
}

function readJob(entry: unknown): ListedJob[] {
  const video = readVideoObject(JSON.stringify(entry));
  const upstreamId = video && idOf(video);
  const parsed = listedJob.safeParse(entry);
  if (!upstreamId || !parsed.success) return [];
  const { created_at, ...rest } = parsed.data;
  return [
    { upstreamId, ...rest, createdAt: created_at === null ? null : new Date(created_at * 1000) },
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
