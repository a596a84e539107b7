import "server-only";
import type { Charged, Failure, FailureKind } from "@/lib/failure";
import { type ErrorBody, readErrorBody } from "./error-body";
import type { Answer } from "./exchange";
import { UnsafeLinkError } from "./links";
import type { Redact } from "./redact";
import { retryAfterMs } from "./retry-after";

/** What was asked when it went wrong: the same status means different things on different routes. */
export type Route = "create" | "job" | "content" | "link";

type Kinds = Partial<Record<number, FailureKind>>;

/** These speak of the key, so they mean the same wherever the key was sent. */
const ofTheKey: Kinds = { 401: "auth", 402: "quota", 403: "permission", 429: "rateLimited" };

/**
 * UPSTREAM "Errors", by status. For a create this is also the list of definite refusals, so it names only statuses by
 * which a server says that it did not do it. Left out on purpose, though they are 4xx: 408 and 499 (a gateway may have
 * given up on a request that goes on behind it), 409 and 425 (may be said of one that is already running).
 */
const byStatus: Record<Route, Kinds> = {
  create: {
    ...ofTheKey,
    400: "badInput",
    404: "noChannel",
    405: "noChannel",
    410: "noChannel",
    413: "badInput",
    415: "badInput",
    422: "badInput",
  },
  job: { ...ofTheKey, 404: "notFound", 410: "notFound" },
  content: { ...ofTheKey, 400: "notReady", 404: "notFound", 410: "expired" },
  // A link knows no key: its 401 or 403 is a signature that has run out.
  link: { 401: "notFound", 403: "notFound", 404: "notFound", 410: "notFound", 429: "rateLimited" },
};

/** Codes say more than statuses, and are read first. */
const byCode: Record<string, FailureKind> = {
  insufficient_user_quota: "quota",
  insufficient_quota: "quota",
  credit_balance_exhausted: "quota",
  moderation_blocked: "moderated",
  sentinel_block: "moderated",
  people_in_user_uploads: "moderated",
  task_not_exist: "notFound",
  model_not_found: "noChannel",
};

const moderation = /moderation_blocked|sentinel_block|people.in.user.uploads/i;
const unknownJob = { status: 400, words: /task_not_exist/i, kind: "notFound" } as const;
const tooEarly = { status: 404, words: /not ready/i, kind: "notReady" } as const;

/** Where UPSTREAM gives words and no code, the words have to do; only under the status that they come with. */
const byWords: Record<Route, readonly { status: number; words: RegExp; kind: FailureKind }[]> = {
  create: [
    { status: 400, words: moderation, kind: "moderated" },
    { status: 503, words: /no available channel|无可用渠道/i, kind: "noChannel" },
  ],
  job: [unknownJob, tooEarly],
  content: [unknownJob, tooEarly],
  link: [],
};

/** What an answer that is not the wished one means. */
export function kindOf(route: Route, status: number, body: ErrorBody): FailureKind {
  const code = body.codes.find((each) => Object.hasOwn(byCode, each));
  if (code && route !== "link") return byCode[code] ?? "upstream";
  const said = byWords[route].find(
    (each) => each.status === status && each.words.test(body.message),
  );
  return said?.kind ?? byStatus[route][status] ?? "upstream";
}

/**
 * Whether the answer to a create says for certain that nothing was bought. All else is unknown: 5xx and 524, a success
 * that cannot be read, and a redirect too, since a 303 is how a server answers after it has done the work.
 */
export const isRefusal = (status: number, kind: FailureKind): boolean =>
  byStatus.create[status] !== undefined || (status === 503 && kind === "noChannel");

/** The failure that an answer amounts to. */
export function failureOf(route: Route, answer: Answer, redact: Redact): Failure {
  const { status, headers, text } = answer;
  const body = readErrorBody(text);
  const kind = kindOf(route, status, body);
  return {
    kind,
    charged: chargedBy(route, status, kind),
    message: sentence(body.message || body.codes[0] || `HTTP ${status}, no reason given`, redact),
    httpStatus: status,
    requestId: requestIdOf(headers, redact),
    retryAfterMs: retryAfterMs(headers, new Date()),
    raw: text ? evidence(text, redact) : undefined,
  };
}

function chargedBy(route: Route, status: number, kind: FailureKind): Charged {
  switch (route) {
    case "create":
      return isRefusal(status, kind) ? "no" : "unknown";
    case "job":
      return kind === "notFound" ? "unknown" : "no";
    case "content":
    case "link":
      return "yes"; // the job was completed, so it was billed
  }
}

/** A job that upstream says has failed. Documented as not charged (UPSTREAM section 1, "Failed job"). */
export function jobFailure(
  body: ErrorBody,
  raw: string,
  charged: Charged,
  redact: Redact,
): Failure {
  return {
    kind: isModerated(body) ? "moderated" : "upstream",
    charged,
    message: sentence(body.message || body.codes[0] || "no reason given", redact),
    raw: evidence(raw, redact),
  };
}

/** Whether an error speaks of the content policy. */
export const isModerated = (body: ErrorBody): boolean =>
  body.codes.some((code) => byCode[code] === "moderated") || moderation.test(body.message);

/** The failure that a request without an answer amounts to. */
export function brokenFailure(
  kind: "network" | "notSent",
  charged: Charged,
  error: unknown,
  redact: Redact,
): Failure {
  const causes = causesOf(error);
  const unsafe = causes.find((cause) => cause instanceof UnsafeLinkError);
  const words = unsafe ? unsafe.message : causes.map(wordsOf).filter(Boolean).join(": ");
  return { kind: unsafe ? "unsafeLink" : kind, charged, message: sentence(words, redact) };
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

/** Several addresses that all failed make an error without words of its own. */
const wordsOf = (error: Error): string =>
  error.message ||
  (error instanceof AggregateError
    ? causesOf(error.errors[0]).map(wordsOf).join(": ")
    : error.name);

/** Upstream's id of this request, for a support ticket. */
export function requestIdOf(headers: Headers, redact: Redact): string | undefined {
  const names = ["x-request-id", "x-oneapi-request-id", "request-id", "cf-ray"];
  const value = names.map((name) => headers.get(name)).find(Boolean);
  return value ? bounded(redact(value), 200) : undefined;
}

const sentence = (text: string, redact: Redact): string => bounded(redact(text), 500);
const evidence = (text: string, redact: Redact): string => bounded(redact(text), 4096);

const bounded = (text: string, characters: number): string =>
  text.length > characters ? `${text.slice(0, characters)}…` : text;
