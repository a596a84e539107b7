import "server-only";
import { untilAborted } from "./deadline";

/** The head of an answer and its body, before anyone has judged it. A web `Response` is one. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
}

/**
 * Carries one request to upstream and brings back what it answers; never follows a redirect, never repeats. There are
 * two: `http.ts` over the network, and `inProcess` to the built-in sandbox.
 * @throws TransportError when there is no answer. Anything else it throws must be taken as if the request was sent.
 */
export type Transport = (
  request: Request,
  signal: AbortSignal,
  /** Asked once, right before the first byte is written; false withdraws the request. */
  mayStart?: () => boolean,
) => Promise<HttpAnswer>;

/** No answer came. `sent` is false only where provably not a byte of the request was written. */
export class TransportError extends Error {
  override name = "TransportError";
  constructor(
    message: string,
    readonly sent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A transport to a handler in this process, which may stall or break like a network does. */
export const inProcess =
  (handle: (request: Request) => Promise<Response>): Transport =>
  async (request, signal, mayStart = () => true) => {
    if (signal.aborted || !mayStart()) {
      throw new TransportError("the request was withdrawn", false, { cause: signal.reason });
    }
    return untilAborted(handle(request), signal).catch((cause) => {
      throw new TransportError("the connection broke", true, { cause });
    });
  };
