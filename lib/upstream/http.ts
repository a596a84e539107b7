import "server-only";
import type { LookupFunction } from "node:net";
import { buildConnector, Client, type Dispatcher } from "undici";
import { type HttpAnswer, type Transport, TransportError } from "./transport";

export interface HttpOptions {
  /** Time for name, TCP and TLS together, in ms. */
  connectMs?: number;
  /** Resolves names; the link policy and tests put their own here. */
  lookup?: LookupFunction;
}

/**
 * The only way to upstream over the network. Each request has a connection of its own, opened once and never used
 * again: a pooled one may be closed by the other side just as we write, and undici writes a request anew on another
 * connection after some faults of its own. So what was not connected was not sent, and nothing is sent twice.
 *
 * It waits without end for the answer: whoever calls brings a signal (`deadline.ts`). Not Node's own `fetch`, which Next
 * patches, and which repeats a request by itself when it reads a 421.
 */
export const httpTransport =
  ({ connectMs = 10_000, lookup }: HttpOptions = {}): Transport =>
  async (request, signal) => {
    const line = connectOnce(buildConnector({ timeout: connectMs, ...(lookup && { lookup }) }));
    const client = new Client(new URL(request.url).origin, {
      connect: line.connector,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // undici heeds a signal only once it is connected.
    const withdraw = () => line.connected() || client.destroy(new Error("withdrawn"));
    signal.addEventListener("abort", withdraw);
    try {
      return await ask(client, request, signal);
    } catch (error) {
      const sent = line.connected();
      const cause = signal.aborted ? signal.reason : error;
      throw new TransportError(sent ? "the connection broke" : "no connection", sent, { cause });
    } finally {
      signal.removeEventListener("abort", withdraw);
      void client.close().catch(() => {}); // as soon as the body is read; a broken one is closed already
    }
  };

async function ask(client: Client, request: Request, signal: AbortSignal): Promise<HttpAnswer> {
  const { pathname, search } = new URL(request.url);
  const body = request.body && new Uint8Array(await request.arrayBuffer());
  signal.throwIfAborted();
  const answer = await client.request({
    method: request.method,
    path: pathname + search,
    headers: Object.fromEntries(request.headers),
    body,
    signal,
    reset: true,
  });
  return {
    status: answer.statusCode,
    headers: readableHeaders(answer.headers),
    body: streamOf(answer.body),
  };
}

/** A connector that connects one time, and knows whether it did: TCP, and TLS where there is TLS. */
function connectOnce(connect: buildConnector.connector) {
  let tried = false;
  let connected = false;
  const connector: buildConnector.connector = (options, callback) => {
    if (tried) return callback(new Error("one request has one connection"), null);
    tried = true;
    connect(options, (...result) => {
      if (result[1]) connected = true;
      callback(...result);
    });
  };
  return { connector, connected: () => connected };
}

/** What cannot be a header of the web's kind (a control character, an ideograph) is left out: an id may stand beside it. */
function readableHeaders(raw: Dispatcher.ResponseData["headers"]): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(raw)) {
    for (const value of [values].flat()) {
      try {
        headers.append(name, value ?? "");
      } catch {}
    }
  }
  return headers;
}

/** Node's stream as a web stream that reads nothing until it is pulled, and can be canceled while it waits. */
function streamOf(body: Dispatcher.ResponseData["body"]): ReadableStream<Uint8Array> {
  // An abort may come while nobody reads: the error then waits in the iterator, and must not end the process.
  body.on("error", () => {});
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
