import "server-only";
import { type Context, look, nowMs } from "./context";
import { inflict } from "./fault";
import { isSettled, type Job } from "./job";
import { linksOf } from "./links";
import { toResponse } from "./refusals";
import { sentinelsOf } from "./sentinels";
import { videoReply } from "./video";

/** `GET /v1/videos/{id}`: one look at a job. */
export async function status(context: Context, request: Request, job: Job): Promise<Response> {
  const summoned = sentinelsOf(job.prompt);
  const fault = summoned.find(
    ({ at, word, times }) => at === "poll" && context.tally.hits(`${word} ${job.id}`, times),
  );
  if (fault?.at === "poll") return inflict(fault.answer, request);

  const settledLooks = isSettled(look(context, job)) ? context.tally.count(`look ${job.id}`) : 0;
  const about = { settledLooks, cdn: context.origins.cdn };
  const film = context.films.state(job.id);
  const straight = videoReply(job, nowMs(context), film, linksOf(context.origins, job));
  const bent = summoned.reduce(
    (reply, each) => (each.at === "status" ? each.bend(reply, about) : reply),
    straight,
  );
  return toResponse({ status: 200, body: bent });
}
