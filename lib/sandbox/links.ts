import "server-only";
import { createHash } from "node:crypto";
import type { Origins } from "./context";
import type { Job } from "./job";
import type { Links } from "./video";

/** Stands for the CDN's secret: nothing here is worth guarding, links only have to look and behave as if it were. */
const sign = (id: string, expires: string) =>
  createHash("sha256").update(`${id} ${expires}`).digest("hex").slice(0, 32);

/** Where a job's film is. The CDN link is the same at every look, and dies with the film. */
export function linksOf(origins: Origins, job: Job): Links {
  const expires = String(Math.floor(job.expiresAt / 1000));
  const query = new URLSearchParams({
    Expires: expires,
    "Key-Pair-Id": "SANDBOX",
    Signature: sign(job.id, expires),
  });
  return {
    cdn: `${origins.cdn}/videos/${job.id}.mp4?${query}`,
    content: `${origins.api}/v1/videos/${job.id}/content`,
  };
}

/** Whether a link's query is one that `linksOf` made for this id. */
export const isSigned = (id: string, query: URLSearchParams): boolean =>
  query.get("Signature") === sign(id, query.get("Expires") ?? "");
