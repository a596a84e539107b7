import "server-only";
import { contentLengthOf, contentRangeOf } from "./content-range";
import type { FetchOutcome, FetchRequest } from "./contract";
import { Deadline } from "./deadline";
import { brokenFailure, failureOf, type Route } from "./errors";
import { readText } from "./exchange";
import { guardedBody } from "./film-body";
import type { Redact } from "./redact";
import type { Timeouts } from "./timeouts";
import type { HttpAnswer } from "./transport";

/** One way to a film: asks for it with these extra headers, and says on which route the last hop answered. */
export type FilmSource = (headers: Record<string, string>, signal: AbortSignal) => Promise<Hop>;

interface Hop {
  route: Extract<Route, "content" | "link">;
  answer: HttpAnswer;
}

type Range = FetchRequest["range"];

/** What a film comes as. Relays leave the type out or call it anything binary; a page or JSON is an error in disguise. */
const filmTypes = /^(video\/.*|application\/(mp4|octet-stream)|binary\/octet-stream|)$/;

/** Opens a film, from where an earlier try left off when `range` says so. Never throws. */
export async function openFilm(
  source: FilmSource,
  range: Range,
  { redact, timeouts, signal }: { redact: Redact; timeouts: Timeouts; signal: AbortSignal },
): Promise<FetchOutcome> {
  const deadline = new Deadline(signal);
  try {
    deadline.allow(timeouts.head, "the head of the film");
    const { hop, from } = await ask(source, range, deadline.signal);
    return opened(hop.answer, from, deadline, timeouts) ?? (await refused(hop, deadline, redact));
  } catch (error) {
    deadline.end();
    return { outcome: "failed", failure: brokenFailure("network", "yes", error, redact) };
  }
}

/**
 * Asks for the rest of the film, and for the whole of it when upstream does not prove that it goes on with the very
 * same file: bytes of two files must never be joined (FAULTS 36). Only a strong validator proves it (RFC 9110, 13.1.5).
 */
async function ask(
  source: FilmSource,
  range: Range,
  signal: AbortSignal,
): Promise<{ hop: Hop; from: number }> {
  const { offset = 0, etag = null } = range ?? {};
  if (offset === 0 || etag === null || etag.startsWith("W/")) {
    return { hop: await source({}, signal), from: 0 };
  }
  const hop = await source({ range: `bytes=${offset}-`, "if-range": etag }, signal);
  if (!mustStartOver(hop.answer, offset, etag)) return { hop, from: offset };
  await hop.answer.body?.cancel().catch(() => {});
  return ask(source, null, signal);
}

function mustStartOver({ status, headers }: HttpAnswer, offset: number, etag: string): boolean {
  if (status === 416) return true;
  if (status !== 206) return false; // all of it, or a refusal
  const changed = (headers.get("etag") ?? etag) !== etag;
  return changed || contentRangeOf(headers)?.start !== offset;
}

/** The film, when the answer is one. */
function opened(
  answer: HttpAnswer,
  from: number,
  deadline: Deadline,
  timeouts: Timeouts,
): FetchOutcome | null {
  const { status, headers, body } = answer;
  const range = status === 206 ? contentRangeOf(headers) : null;
  const isFilm = status === 200 || (range !== null && range.start === from);
  if (!isFilm || !body || !filmTypes.test(mediaTypeOf(headers))) return null;
  deadline.rest();
  return {
    outcome: "opened",
    body: guardedBody(body, deadline, timeouts),
    offset: range?.start ?? 0,
    totalBytes: range ? range.total : contentLengthOf(headers),
    etag: headers.get("etag"),
    contentType: headers.get("content-type") ?? "",
  };
}

async function refused(
  { route, answer }: Hop,
  deadline: Deadline,
  redact: Redact,
): Promise<FetchOutcome> {
  const { status, headers, body } = answer;
  const text = await readText(body, deadline.signal);
  deadline.end();
  const failure = failureOf(route, { status, headers, text }, redact);
  if (status !== 200 && status !== 206) return { outcome: "failed", failure };
  const came = mediaTypeOf(headers) || "something without a type";
  const message = `${came} came where a film was promised`;
  return { outcome: "failed", failure: { ...failure, kind: "badFile", message } };
}

const mediaTypeOf = (headers: Headers): string =>
  (headers.get("content-type") ?? "").split(";", 1).join().trim().toLowerCase();
