import { type ByteRange, parseRange } from "./range";

/** What a client may compare its own copy with. */
export interface Validators {
  /** Strong, quotes included. */
  etag: string;
  /** In whole seconds, as HTTP dates are. */
  lastModified: Date;
}

/** What to answer: with which status, and which bytes where some are asked for. */
export type Answer =
  | { status: 200 }
  | { status: 206; range: ByteRange }
  | { status: 304 }
  | { status: 412 }
  | { status: 416 };

/**
 * Decides how to answer a GET or HEAD for `size` bytes: preconditions first, in the order of RFC 9110 section 13.2.2,
 * then the range, which only a GET has (14.2).
 */
export function decideAnswer(
  request: { method: string; headers: Headers },
  size: number,
  validators: Validators,
): Answer {
  const { headers } = request;
  if (!mayProceed(headers, validators)) return { status: 412 };
  if (isCurrent(headers, validators)) return { status: 304 };
  if (request.method !== "GET" || !rangeApplies(headers, validators)) return { status: 200 };
  const range = parseRange(headers.get("range"), size);
  if (range === "whole") return { status: 200 };
  return range === "unsatisfiable" ? { status: 416 } : { status: 206, range };
}

/** If-Match, else If-Unmodified-Since (13.1.1, 13.1.4). */
function mayProceed(headers: Headers, { etag, lastModified }: Validators): boolean {
  const tags = headers.get("if-match");
  if (tags !== null) return listed(tags).some((tag) => tag === "*" || tag === etag);
  const since = dateOf(headers.get("if-unmodified-since"));
  return since === null || lastModified <= since;
}

/** If-None-Match by weak comparison, else If-Modified-Since (13.1.2, 13.1.3). */
function isCurrent(headers: Headers, { etag, lastModified }: Validators): boolean {
  const tags = headers.get("if-none-match");
  if (tags !== null) {
    return listed(tags).some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
  }
  const since = dateOf(headers.get("if-modified-since"));
  return since !== null && lastModified <= since;
}

/** If-Range: the range is only good for the very bytes that the client has the rest of (13.1.5). */
function rangeApplies(headers: Headers, { etag, lastModified }: Validators): boolean {
  const validator = headers.get("if-range");
  if (validator === null || validator === etag) return true;
  return dateOf(validator)?.getTime() === lastModified.getTime();
}

const listed = (tags: string): string[] => tags.split(",").map((tag) => tag.trim());

function dateOf(text: string | null): Date | null {
  // A quoted tag is not a date, whatever the lenient parser of dates makes of it.
  if (text === null || !/^[A-Z][a-z]{2}/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
