import type { ChannelId } from "./channels";

/** An answer as it goes over the wire, before it is a Response. Plain data, so that the control route can state one. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** A string goes as it is, anything else as JSON; absent for an empty body. */
  body?: unknown;
}

/** Thrown anywhere below the router: the request is refused with this answer. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(readonly answer: Answer) {
    super(`Refused with ${answer.status}`);
  }
}

/** Thrown in place of an answer: the connection breaks. Stands for a reset to whoever calls in-process; the stand-alone server makes it one. */
export class HangUp extends Error {
  override name = "HangUp";
  readonly code = "ECONNRESET";
  constructor() {
    super("The connection was reset");
  }
}

export function toResponse(answer: Answer): Response {
  const { status, body } = answer;
  const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  const isPage = typeof body === "string" && body.trimStart().startsWith("<");
  const type = isPage ? "text/html; charset=utf-8" : "application/json";
  return new Response(text, {
    status,
    headers: { ...(text === null ? {} : { "Content-Type": type }), ...answer.headers },
  });
}

interface Fault {
  message: string;
  type?: string;
  param?: string | null;
  code: string | null;
}

/** The error object of OpenAI. */
const asObject = ({ message, type = "invalid_request_error", param = null, code }: Fault) => ({
  error: { message, type, param, code },
});

/** The relay's flat form. */
const asFlat = ({ message, code }: Fault) => ({ code, message, data: null });

/** The flat form around the upstream's own error, which travels as a JSON string in `message`. */
const asWrapped = (fault: Fault) => ({
  code: "fail_to_fetch_task",
  message: JSON.stringify(asObject(fault)),
  data: null,
});

const relayFault = (message: string, code: string) =>
  asObject({ message, type: "new_api_error", param: "", code });

/** A parameter is refused: in OpenAI's form on the official channel, flat on the other one. */
export function badRequest(
  channel: ChannelId,
  param: string | null,
  message: string,
  code = "invalid_value",
) {
  const body =
    channel === "sora-official"
      ? asObject({ message, param, code })
      : asFlat({ message, code: "invalid_request" });
  return new Refusal({ status: 400, body });
}

export const wrongImageSize = () =>
  new Refusal({
    status: 400,
    body: asWrapped({
      message: "Inpaint image must match the requested width and height",
      param: "input_reference",
      code: "invalid_value",
    }),
  });

export const unauthorized = (): Answer => ({
  status: 401,
  body: relayFault("Invalid token", "invalid_api_key"),
});

export const noQuota = (status: 403 | 429): Answer => ({
  status,
  body: relayFault("The user's quota is not enough for this request", "insufficient_user_quota"),
});

export const groupDenied = (): Answer => ({
  status: 403,
  body: relayFault("This token has no access to the model", "access_denied"),
});

export const noChannel = (model: string, group: string): Answer => ({
  status: 503,
  body: relayFault(
    `No available channel for model ${model} under group ${group}`,
    "model_not_found",
  ),
});

export const tooManyRequests = (retryAfter: string, message = "Too many requests"): Answer => ({
  status: 429,
  headers: { "Retry-After": retryAfter },
  body: relayFault(message, "rate_limit_exceeded"),
});

/** Unknown ids answer 400, not 404. */
export const unknownTask = (): Answer => ({
  status: 400,
  body: asFlat({ message: "task_not_exist", code: "task_not_exist" }),
});

export const notReady = (): Answer => ({
  status: 400,
  body: asObject({ message: "The video is not ready yet", code: "video_not_ready" }),
});

export const gone = (): Answer => ({
  status: 404,
  body: asObject({ message: "Video not found: it has expired", code: "not_found" }),
});

const xml = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { "Content-Type": "application/xml" },
  body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

/** The CDN's own refusals. */
export const expiredLink = () => xml(403, "AccessDenied", "Request has expired");
export const badSignature = () => xml(403, "SignatureDoesNotMatch", "The signature is wrong");
export const twoCredentials = () =>
  xml(403, "InvalidArgument", "A signed link takes no Authorization header");
export const noSuchFile = () => xml(404, "NoSuchKey", "The file does not exist");

export const unknownRoute = (method: string, path: string): Answer => ({
  status: 404,
  body: asObject({ message: `Invalid URL (${method} ${path})`, code: null }),
});

export const tooLarge = (): Answer => ({
  status: 413,
  body: asObject({ message: "The request body is too large", code: "request_too_large" }),
});

const moderation: Fault = {
  message: "Your request was blocked by our moderation system.",
  param: "prompt",
  code: "moderation_blocked",
};

export const moderated = (): Answer => ({ status: 400, body: asObject(moderation) });

/** Faces in an image: OpenAI takes none of real people (UPSTREAM section 1, "Errors"). */
export const facesFound = (): Answer => ({
  status: 400,
  body: asWrapped({
    message: "The image was rejected: people-in-user-uploads",
    param: "input_reference",
    code: "moderation_blocked",
  }),
});

const badParameter: Fault = {
  message: "Invalid value for 'prompt'.",
  param: "prompt",
  code: "invalid_value",
};

/** One refusal in each form that bodies come in. */
export const badParameterAs = {
  object: (): Answer => ({ status: 400, body: asObject(badParameter) }),
  flat: (): Answer => ({ status: 400, body: asFlat({ ...badParameter, code: "invalid_request" }) }),
  wrapped: (): Answer => ({ status: 400, body: asWrapped(badParameter) }),
  empty: (): Answer => ({ status: 400 }),
};

export const serverError = (): Answer => ({
  status: 500,
  body: relayFault("Internal server error", "internal_error"),
});

/** The page of a gateway in front of the relay. */
export const gatewayPage = (status: number, title: string): Answer => ({
  status,
  body: `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>`,
});
