import "server-only";
import { z } from "zod";
import type { Snapshot } from "./contract";
import { readError } from "./error-body";
import { isModerated, jobFailure } from "./errors";
import { stateOf } from "./job-states";
import { absoluteLink } from "./links";
import type { Redact } from "./redact";

/** A job as `/v1/videos` tells it, read as leniently as relays write it (UPSTREAM section 1, "Relays vary"). */
export type VideoObject = z.infer<typeof videoObject>;

const text = z.string().trim().catch("");
const anything = z.unknown().optional();
// A number beyond the safe integers has lost digits: it is not the id.
const id = z.union([z.string().trim(), z.int().transform(String)]).catch("");

const videoObject = z.object({
  id,
  task_id: id,
  status: text,
  progress: anything,
  video_url: text,
  url: text,
  metadata: z.object({ url: text }).catch({ url: "" }),
  error: anything,
  message: anything,
});

/** @returns null when the text is no JSON object. */
export function readVideoObject(json: string): VideoObject | null {
  try {
    return videoObject.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** The job's id, or null when there is none that could be asked for later. */
export function idOf(video: VideoObject): string | null {
  const found = video.id || video.task_id;
  return /^(?!\.+$)[\x21-\x7e]{1,256}$/.test(found) ? found : null;
}

/**
 * A look at a job, in our words.
 * @param contentUrl the job's own content route: a link that says no more than that is none.
 */
export function snapshotOf(video: VideoObject, contentUrl: URL, redact: Redact): Snapshot {
  const error = readError({ error: video.error, message: video.message });
  const state = stateOf(video.status);
  const resultUrl = linkOf(video, contentUrl);
  const raw = JSON.stringify({ error: video.error, message: video.message });
  const base = {
    rawState: redact(video.status).slice(0, 100),
    progress: progressOf(video.progress),
    resultUrl,
    actualCost: null,
  };
  // A moderated job may read "completed", and is billed then (UPSTREAM section 2c).
  if (state === "completed" && !resultUrl && isModerated(error)) {
    return { ...base, state: "failed", failure: jobFailure(error, raw, "yes", redact) };
  }
  if (state === "failed") {
    return { ...base, state, failure: jobFailure(error, raw, "no", redact) };
  }
  return { ...base, state, failure: null };
}

/** The first link that leads anywhere else than to the content route. */
function linkOf(video: VideoObject, contentUrl: URL): string | null {
  const links = [video.video_url, video.url, video.metadata.url].filter(Boolean);
  return (
    links
      .map((link) => absoluteLink(link, contentUrl))
      .find((link) => !isContentRoute(link, contentUrl)) ?? null
  );
}

/** Scheme and port aside: a relay behind a proxy does not know how it is reached. */
function isContentRoute(link: string, contentUrl: URL): boolean {
  if (!URL.canParse(link)) return false;
  const url = new URL(link);
  return url.hostname === contentUrl.hostname && url.pathname === contentUrl.pathname;
}

/** Relays tell 45, "45" or "45%", go down, and say 100 on a failure. */
function progressOf(value: unknown): number | null {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) return null;
  return Math.round(Math.min(Math.max(number, 0), 100));
}
