import "server-only";
import { createHash } from "node:crypto";
import { type Serving, serveBytes } from "./bytes";
import { type Context, look, nowMs } from "./context";
import type { Job } from "./job";
import { isSigned } from "./links";
import {
  type Answer,
  badSignature,
  expiredLink,
  gone,
  noSuchFile,
  notReady,
  toResponse,
  twoCredentials,
} from "./refusals";
import { sentinelsOf } from "./sentinels";

/** `GET /v1/videos/{id}/content`: the film by way of the API, with the key. */
export function content(context: Context, request: Request, job: Job): Promise<Response> {
  const { phase } = look(context, job);
  if (phase === "expired" || hasExpired(context, job)) return refuse(gone());
  if (phase !== "completed") return refuse(notReady());
  return deliver(context, request, job, "content");
}

/** A signed link of the second origin: no key, and none must come along. */
export function link(context: Context, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.headers.has("Authorization")) return refuse(twoCredentials());
  if (pathname === "/elsewhere") {
    const headers = { Location: "http://169.254.169.254/latest/meta-data/" };
    return refuse({ status: 302, headers });
  }
  const [, id = ""] = /^\/videos\/(\w+)\.mp4$/.exec(pathname) ?? [];
  const job = context.store.get(id);
  if (!job) return refuse(noSuchFile());
  if (!isSigned(id, searchParams)) return refuse(badSignature());
  if (hasExpired(context, job)) return refuse(expiredLink());
  if (look(context, job).phase !== "completed") return refuse(noSuchFile());
  return deliver(context, request, job, "link");
}

const refuse = async (answer: Answer) => toResponse(answer);

const hasExpired = (context: Context, job: Job) => nowMs(context) >= job.expiresAt;

async function deliver(
  context: Context,
  request: Request,
  job: Job,
  way: "content" | "link",
): Promise<Response> {
  const summoned = sentinelsOf(job.prompt).filter(
    ({ at, word, times }) =>
      (at === way || at === "film") && context.tally.hits(`${word} ${job.id}`, times),
  );
  for (const each of summoned) {
    if (each.at === way) return toResponse(each.answer);
  }
  const bytes = await context.films.read(job.id);
  const whole: Serving = {
    bytes,
    type: "video/mp4",
    etag: `"${createHash("sha1").update(bytes).digest("hex")}"`,
  };
  const damages = summoned.flatMap((each) => (each.at === "film" ? [each.serve(bytes)] : []));
  return serveBytes(request, Object.assign(whole, ...damages));
}
