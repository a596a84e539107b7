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
    const kept = resumable(range);
    const hop = await source(kept ? headersOf(kept) : {}, deadline.signal);
    if (kept && mustStartOver(hop.answer, kept)) {
      deadline.end();
      await hop.answer.body?.cancel().catch(() => {});
      return { outcome: "changed" };
    }
    return (
      opened(hop.answer, kept?.offset ?? 0, deadline, timeouts) ??
      (await refused(hop, deadline, redact))
    );
  } catch (error) {
    deadline.end();
    return { outcome: "failed", failure: brokenFailure("network", "yes", error, redact) };
  }
}

interface Kept {
  offset: number;
  etag: string;
}

/** Where to go on. Only a strong validator can prove that it is the very same file (RFC 9110, 13.1.5). */
const resumable = (range: Range): Kept | null =>
  range?.etag && range.offset > 0 && !range.etag.startsWith("W/")
    ? { offset: range.offset, etag: range.etag }
    : null;

const headersOf = ({ offset, etag }: Kept) => ({ range: `bytes=${offset}-`, "if-range": etag });

/** Bytes of two files must never be joined (FAULTS 36). */
function mustStartOver({ status, headers }: HttpAnswer, { offset, etag }: Kept): boolean {
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
