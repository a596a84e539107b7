import "server-only";
import { type ChannelId, channels } from "./channels";
import { type Context, look, nowMs, spent } from "./context";
import { inflict } from "./fault";
import type { FilmSpec } from "./film/spec";
import { isSettled, type Job } from "./job";
import { type Order, planJob } from "./life";
import { linksOf } from "./links";
import { gatewayPage, noQuota, Refusal, tooManyRequests, toResponse } from "./refusals";
import { type SpoiltReply, type Summoned, sentinelsOf } from "./sentinels";
import { videoReply } from "./video";

/** `POST /v1/videos`, after the order was found valid: the one request that costs money. The job is durable before the answer. */
export async function create(context: Context, request: Request, order: Order): Promise<Response> {
  checkRoom(context, order);
  const summoned = sentinelsOf(order.prompt);
  const hits = (sentinel: Summoned) =>
    context.tally.hits(`${sentinel.word} ${order.channel} ${order.prompt}`, sentinel.times);
  const fault = summoned.find((each) => each.at === "create" && hits(each));
  if (fault?.at === "create" && !fault.paid)
    return inflict(fault.answer(context.clock.now()), request);

  const before = context.store.all().findLast((job) => job.channel === order.channel);
  const changes = summoned.flatMap((each) => (each.at === "plan" ? [each.change] : []));
  const job = planJob(order, changes, nowMs(context), context.speed);
  // Before the job that speaks of it.
  if (order.image) await context.films.keepImage(job.id, order.image);
  await context.store.add(job);
  wantFilm(context, job);

  if (fault?.at === "create") return inflict(fault.answer(context.clock.now()), request);
  const spoilt = summoned.find((each) => each.at === "reply" && hits(each));
  return reply(context, job, spoilt?.at === "reply" ? spoilt.spoil : null, before);
}

/** @throws Refusal when too many jobs run at once, or the money does not reach. */
function checkRoom(context: Context, order: Order) {
  const { slots } = channels[order.channel];
  const wait = String(Math.ceil(30 / context.speed));
  if (slots !== null && unsettled(context, order.channel) >= slots) {
    throw new Refusal(tooManyRequests(wait, `At most ${slots} tasks may run at once`));
  }
  if (context.credit !== null && context.credit - spent(context) < order.priceMicros) {
    throw new Refusal(noQuota(403));
  }
}

const unsettled = (context: Context, channel: ChannelId) =>
  context.store.all().filter((job) => job.channel === channel && !isSettled(look(context, job)))
    .length;

/** Has the film of a job drawn, if it is to have one. */
export function wantFilm(context: Context, job: Job) {
  if (job.ending === "completed") context.films.want(job.id, filmSpecOf(context, job));
}

const filmSpecOf = ({ films, fps }: Context, job: Job): FilmSpec => ({
  ...job.film,
  image: job.hasImage ? films.imageOf(job.id) : null,
  prompt: job.prompt,
  seed: job.id,
  caption: `${job.model} · ${job.film.seconds} s · ${job.film.width} × ${job.film.height}`,
  fps,
});

function reply(context: Context, job: Job, spoil: SpoiltReply | null, before: Job | undefined) {
  const film = context.films.state(job.id);
  const video = videoReply(job, nowMs(context), film, linksOf(context.origins, job));
  const { id, ...anonymous } = video;
  const replies: Record<SpoiltReply, () => Response> = {
    page: () => toResponse({ ...gatewayPage(200, "OK"), status: 200 }),
    noId: () => toResponse({ status: 200, body: anonymous }),
    sameId: () => toResponse({ status: 200, body: { ...video, id: before?.id ?? id } }),
    halfJson: () => {
      const text = JSON.stringify(video);
      const headers = { "Content-Type": "application/json" };
      return toResponse({ status: 200, headers, body: text.slice(0, text.length / 2) });
    },
  };
  return spoil ? replies[spoil]() : toResponse({ status: 200, body: video });
}
