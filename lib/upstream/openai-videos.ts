import "server-only";
import type { Channel } from "@/lib/catalogue/types";
import type {
  CreateOutcome,
  CreateRequest,
  FetchRequest,
  ListOutcome,
  PollOutcome,
  Upstream,
} from "./contract";
import { brokenFailure, failureOf, isRefusal, requestIdOf } from "./errors";
import { type Answer, type Exchange, exchange } from "./exchange";
import { type FilmSource, openFilm } from "./film";
import { readJobList } from "./job-list";
import { stateOf } from "./job-states";
import { followLink, type LinkPolicy, redirectOf } from "./links";
import { type Redact, redactor } from "./redact";
import { type Timeouts, timeouts } from "./timeouts";
import type { Transport } from "./transport";
import { idOf, readVideoObject, snapshotOf, type VideoObject } from "./video-object";

/** How to reach a channel that speaks a dialect. */
export interface Reach {
  baseUrl: URL;
  key: string;
  wire: Channel["wire"];
  /** To the base origin; everything sent through it may carry the key. */
  api: Transport;
  links: LinkPolicy;
  timeouts?: Timeouts;
}

/** The `/v1/videos` dialect (UPSTREAM section 1): strict in what it writes, lenient in what it reads. */
export function openAiVideos(reach: Reach): Upstream {
  const redact = redactor(reach.key);
  const limits = reach.timeouts ?? timeouts;
  return {
    async create(request, signal, mayStart) {
      const post = createRequest(reach, request);
      const sent = await exchange(reach.api, post, limits.create, signal, mayStart);
      return createOutcome(sent, redact);
    },
    async list(signal) {
      const url = videosUrl(reach);
      url.search = new URLSearchParams({ limit: String(listed), order: "desc" }).toString();
      const request = new Request(url, { headers: headersOf(reach) });
      return listOutcome(await exchange(reach.api, request, limits.poll, signal), redact);
    },
    async poll(upstreamId, signal) {
      const request = new Request(videosUrl(reach, upstreamId), { headers: headersOf(reach) });
      const asked = await exchange(reach.api, request, limits.poll, signal);
      return pollOutcome(asked, videosUrl(reach, upstreamId, "content"), redact);
    },
    fetch: (request, signal) =>
      openFilm(filmSource(reach, request), request.range, { redact, timeouts: limits, signal }),
  };
}

/** As many as one page of OpenAI's list holds. */
const listed = 100;

/** `/v1/videos`, and what lies below it, under the base's own path. */
function videosUrl({ baseUrl }: Reach, ...below: string[]): URL {
  const path = ["v1", "videos", ...below.map(encodeURIComponent)].join("/");
  return new URL(`${baseUrl.pathname.replace(/\/$/, "")}/${path}`, baseUrl);
}

// Upstream labels bodies as gzip that are not (UPSTREAM section 2): ask for none.
const plain = { "accept-encoding": "identity", "user-agent": "rushes" };

const headersOf = ({ wire, key }: Reach) => ({
  ...plain,
  authorization: wire.auth === "bearer" ? `Bearer ${key}` : key,
});

function createRequest(reach: Reach, request: CreateRequest): Request {
  const { model, prompt, size, reference } = request;
  const fields = { model, prompt, seconds: String(request.seconds), size };
  const headers = { ...headersOf(reach), accept: "application/json" };
  const url = videosUrl(reach);
  if (!reference && reach.wire.textBody === "json") {
    const json = { ...headers, "content-type": "application/json" };
    return new Request(url, { method: "POST", headers: json, body: JSON.stringify(fields) });
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (reference) {
    const image = new Blob([reference.bytes], { type: reference.mime });
    form.set("input_reference", image, reference.filename);
  }
  return new Request(url, { method: "POST", headers, body: form });
}

/** What became of the one POST that may be paid (DESIGN "Channels"): what is not certain is unknown. */
function createOutcome(sent: Exchange, redact: Redact): CreateOutcome {
  if (!sent.answered) {
    return sent.sent
      ? { outcome: "unknown", failure: brokenFailure("network", "unknown", sent.error, redact) }
      : { outcome: "notSent", failure: brokenFailure("notSent", "no", sent.error, redact) };
  }
  const { answer } = sent;
  const video = videoIn(answer);
  const upstreamId = video && idOf(video);
  if (video && upstreamId) {
    return {
      outcome: "accepted",
      upstreamId,
      state: stateOf(video.status),
      ...tracesOf(answer, redact),
    };
  }
  const failure = failureOf("create", answer, redact);
  return { outcome: isRefusal(answer.status, failure.kind) ? "rejected" : "unknown", failure };
}

function pollOutcome(asked: Exchange, contentUrl: URL, redact: Redact): PollOutcome {
  if (!asked.answered) {
    return { outcome: "failed", failure: brokenFailure("network", "no", asked.error, redact) };
  }
  const { answer } = asked;
  const video = videoIn(answer);
  if (!video?.status) return { outcome: "failed", failure: failureOf("job", answer, redact) };
  const snapshot = snapshotOf(video, contentUrl, redact);
  return { outcome: "snapshot", snapshot, ...tracesOf(answer, redact) };
}

/** An answer that is no list, but no passing fault either, means that this relay has none (UPSTREAM section 1). */
function listOutcome(asked: Exchange, redact: Redact): ListOutcome {
  if (!asked.answered) {
    return { outcome: "failed", failure: brokenFailure("network", "no", asked.error, redact) };
  }
  const { answer } = asked;
  const jobs = answer.status === 200 ? readJobList(answer.text) : null;
  if (jobs) return { outcome: "jobs", jobs };
  const passing = answer.status >= 500 || [401, 403, 408, 425, 429].includes(answer.status);
  if (!passing) return { outcome: "noRoute" };
  return { outcome: "failed", failure: failureOf("job", answer, redact) };
}

const videoIn = ({ status, text }: Answer): VideoObject | null =>
  status >= 200 && status < 300 ? readVideoObject(text) : null;

const tracesOf = ({ status, headers }: Answer, redact: Redact) => ({
  httpStatus: status,
  requestId: requestIdOf(headers, redact),
});

/** The job's link, or its content route: that one needs the key, and may itself send us on to a link. */
function filmSource(reach: Reach, { source, resultUrl, upstreamId }: FetchRequest): FilmSource {
  const follow = async (link: string, range: Record<string, string>, signal: AbortSignal) => ({
    route: "link" as const,
    answer: await followLink(reach.links, link, { ...plain, ...range }, signal),
  });
  if (source === "link" && resultUrl !== null) {
    return (range, signal) => follow(resultUrl, range, signal);
  }
  const url = videosUrl(reach, upstreamId, "content");
  return async (range, signal) => {
    const request = new Request(url, { headers: { ...headersOf(reach), ...range } });
    const answer = await reach.api(request, signal);
    const next = redirectOf(answer, url);
    if (next === null) return { route: "content", answer };
    await answer.body?.cancel().catch(() => {});
    return follow(next, range, signal);
  };
}
