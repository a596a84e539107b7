import "server-only";
import type { ChannelId } from "./channels";
import { type Context, nowMs } from "./context";
import { linksOf } from "./links";
import { toResponse } from "./refusals";
import { videoReply } from "./video";

/** As many as one page of OpenAI's list. */
const most = 100;

/** `GET /v1/videos`: the newest jobs of a key, newest first. */
export function list(context: Context, channel: ChannelId): Response {
  const jobs = context.store
    .all()
    .filter((job) => job.channel === channel)
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, most);
  const data = jobs.map((job) =>
    videoReply(job, nowMs(context), context.films.state(job.id), linksOf(context.origins, job)),
  );
  return toResponse({ status: 200, body: { object: "list", data, has_more: false } });
}
