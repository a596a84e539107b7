import "server-only";
import { bends, linkTo } from "./bends";
import type { Serving } from "./bytes";
import { damage } from "./damage";
import type { Job } from "./job";
import {
  type Answer,
  badParameterAs,
  expiredLink,
  facesFound,
  gatewayPage,
  groupDenied,
  moderated,
  noChannel,
  noQuota,
  notReady,
  serverError,
  tooManyRequests,
  unauthorized,
  unknownTask,
} from "./refusals";
import type { Bend } from "./video";

/** In place of an answer: one that is stated, silence until the caller gives up, or a broken connection. */
export type WireFault = Answer | "stall" | "reset";

/** What the POST gives back although the job was made. */
export type SpoiltReply = "halfJson" | "page" | "noId" | "sameId";

/** What a sentinel changes of a job's life when it is made. */
export interface PlanChange {
  ending?: Job["ending"];
  /** Ms of life, before the speed. */
  render?: number;
  film?: (film: Job["film"]) => Job["film"];
}

type Effect =
  | { at: "create"; answer: (now: Date) => WireFault }
  | { at: "reply"; spoil: SpoiltReply }
  | { at: "plan"; change: PlanChange }
  | { at: "poll"; answer: WireFault }
  | { at: "status"; bend: Bend }
  | { at: "content" | "link"; answer: Answer }
  | { at: "film"; serve: (film: Uint8Array) => Partial<Serving> };

export type Sentinel = Effect & {
  /** One sentence for people. */
  what: string;
  /** How many requests it hits when the word carries no `*N`; null for every one. */
  times: number | null;
};

const always = null;
const create = (
  what: string,
  answer: (now: Date) => WireFault,
  times: number | null = 1,
): Sentinel => ({ at: "create", what: `POST: ${what}`, answer, times });
const reply = (what: string, spoil: SpoiltReply): Sentinel => ({
  at: "reply",
  what: `POST: 200 ${what}; the job is made and billed.`,
  spoil,
  times: 1,
});
const plan = (what: string, change: PlanChange): Sentinel => ({
  at: "plan",
  what,
  change,
  times: always,
});
const poll = (what: string, answer: WireFault, times: number | null): Sentinel => ({
  at: "poll",
  what: `GET: ${what}`,
  answer,
  times,
});
const status = (what: string, bend: Bend): Sentinel => ({
  at: "status",
  what: `Status: ${what}`,
  bend,
  times: always,
});
const film = (
  what: string,
  serve: (film: Uint8Array) => Partial<Serving>,
  times: number | null = always,
): Sentinel => ({ at: "film", what: `Film: ${what}`, serve, times });

const minute = 60_000;
const day = 24 * 60 * minute;

/** An HTTP date, rounded up: it has no fractions of a second. */
const dateIn = (now: Date, seconds: number) =>
  new Date(Math.ceil(now.getTime() / 1000 + seconds) * 1000).toUTCString();

const page = (code: number, title: string) => gatewayPage(code, title);

/**
 * The words that steer faults, written in the prompt as `[[word]]`. `[[word*3]]` hits three requests, `[[word*0]]` every
 * one; `[[word-paid]]` of a POST fault lets the job be made and billed all the same. Several may stand in one prompt.
 */
export const sentinels: Readonly<Record<string, Sentinel>> = {
  "400": create("400, a parameter is refused.", badParameterAs.object, always),
  "400-flat": create("400, flat: `{code,message,data}`.", badParameterAs.flat, always),
  "400-wrapped": create(
    "400, the upstream's error as a JSON string in `message`.",
    badParameterAs.wrapped,
    always,
  ),
  "400-empty": create("400 without a body.", badParameterAs.empty, always),
  moderated: create("400 `moderation_blocked`.", moderated, always),
  faces: create("400, people in the image: `people-in-user-uploads`.", facesFound, always),
  "401": create("401, the key is refused.", unauthorized),
  "403": create("403, the key has no access to the model.", groupDenied),
  "403-quota": create("403 `insufficient_user_quota`.", () => noQuota(403)),
  "429-quota": create("429 `insufficient_user_quota`: no money, not too fast.", () => noQuota(429)),
  "429": create("429, `Retry-After: 2`.", () => tooManyRequests("2")),
  "429-date": create("429, `Retry-After` as a date.", (now) => tooManyRequests(dateIn(now, 2))),
  "503-model": create("503 `model_not_found`.", () => noChannel("sora-2", "Sora2官转")),
  "500": create("500 as JSON.", serverError),
  "502": create("502 as an HTML page.", () => page(502, "Bad Gateway")),
  "503": create("503 as an HTML page.", () => page(503, "Service Unavailable")),
  "504": create("504 as an HTML page.", () => page(504, "Gateway Time-out")),
  "524": create("524 as an HTML page.", () => page(524, "A timeout occurred")),
  stall: create("no answer at all.", () => "stall"),
  reset: create("the connection breaks after the body was read.", () => "reset"),

  "bad-json": reply("with half a JSON document", "halfJson"),
  html: reply("with an HTML page", "page"),
  "no-id": reply("without an id", "noId"),
  "same-id": reply("with the id of the job before", "sameId"),

  slow: plan("The job renders for 15 minutes of life.", { render: 15 * minute }),
  never: plan("The job hangs for a day of life, then fails. Not billed.", {
    render: day,
    ending: "timedOut",
  }),
  "job-fails": plan("The job fails. Not billed.", { ending: "failed" }),
  "job-moderated": plan("The job fails with `moderation_blocked`. Not billed.", {
    ending: "moderated",
  }),
  "job-expired": plan("The job ends as `expired`. Billed.", { ending: "expired" }),
  "other-size": plan("The film is 16 pixels narrower on its short side.", {
    film: ({ width, height, seconds }) =>
      width < height
        ? { width: width - 16, height, seconds }
        : { width, height: height - 16, seconds },
  }),
  "other-length": plan("The film is one second shorter.", {
    film: (asked) => ({ ...asked, seconds: asked.seconds - 1 }),
  }),

  "poll-401": poll("401.", unauthorized(), 1),
  "poll-429": poll("429, `Retry-After: 2`.", tooManyRequests("2"), 1),
  "poll-500": poll("500 as JSON.", serverError(), 2),
  "poll-502": poll("502 as an HTML page.", page(502, "Bad Gateway"), 2),
  "poll-stall": poll("no answer.", "stall", 1),
  "poll-reset": poll("the connection breaks.", "reset", 2),
  "poll-late": poll("`task_not_exist`, as if the job were not known yet.", unknownTask(), 2),
  "poll-lost": poll("`task_not_exist` for good.", unknownTask(), always),

  "unknown-status": status("reads `pondering` while the job renders.", bends.unknownStatus),
  progress: status("progress jumps and falls.", bends.restlessProgress),
  relapse: status("every second look at a completed job reads `in_progress`.", bends.relapse),
  loose: status("`seconds` is a number, empty fields are missing.", bends.loose),
  "error-text": status("a failed job's `error` is a string.", bends.errorAsText),
  "error-absent": status("a failed job has no `error`, but 100% and an end.", bends.errorAbsent),
  "no-link": status("completed without a link: `/content` serves.", bends.withoutLink),
  "metadata-link": status("the link stands in `metadata.url`.", bends.linkInMetadata),
  "link-loopback": status("the link leads to this machine.", linkTo("http://127.0.0.1:9/film.mp4")),
  "link-internal": status(
    "the link leads to a cloud's metadata address.",
    linkTo("http://169.254.169.254/latest/meta-data/"),
  ),
  "link-file": status("the link is a `file:` URL.", linkTo("file:///etc/passwd")),
  "link-redirect": status("the link redirects to a metadata address.", bends.linkElsewhere),

  "content-lag": { at: "content", what: "Content: 400, not ready.", answer: notReady(), times: 2 },
  "content-500": { at: "content", what: "Content: 500.", answer: serverError(), times: 2 },
  "cdn-403": { at: "link", what: "Link: 403.", answer: expiredLink(), times: always },
  "link-expired": {
    at: "link",
    what: "Link: 403 the first time.",
    answer: expiredLink(),
    times: 1,
  },

  "film-html": film("200 with an HTML page.", damage.page, 1),
  "film-json": film("200 with a JSON error.", damage.json, 1),
  "not-mp4": film("`video/mp4` that is noise.", damage.noise),
  "no-moov": film("an MP4 without its index.", damage.withoutIndex),
  "boxes-lie": film("an MP4 whose box sizes lie.", damage.lyingBoxes),
  truncated: film("ends at 60%, and the headers agree.", damage.truncated),
  short: film("1,000 bytes fewer than `Content-Length`.", damage.short, 1),
  long: film("1,000 bytes more than `Content-Length`.", damage.long, 1),
  cut: film("the connection breaks after a third of the film, each time.", damage.cut),
  "stall-body": film("falls silent half-way.", damage.stall, 1),
  "no-range": film("`Range` is ignored.", damage.ignoreRange),
  "wrong-range": film("206 from another offset than asked.", damage.shiftRange),
  etag: film("a new `ETag` each time.", damage.newEtag),
};

/** A sentinel as it stands in a prompt. */
export type Summoned = Sentinel & { word: string; paid: boolean };

/** The sentinels of a prompt in the order they stand; words that mean nothing here are left alone. */
export function sentinelsOf(prompt: string): Summoned[] {
  return [...prompt.matchAll(/\[\[([a-z0-9-]+?)(-paid)?(?:\*(\d+))?\]\]/g)].flatMap((match) => {
    const [, word = "", paid, count] = match;
    const sentinel = sentinels[word];
    if (!sentinel) return [];
    const times = count === undefined ? sentinel.times : Number(count) || always;
    return [{ ...sentinel, word, times, paid: paid !== undefined }];
  });
}
