import "server-only";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { type HttpAnswer, type Transport, TransportError } from "./transport";

export interface HttpOptions {
  /** Time for name, TCP and TLS together, in ms. */
  connectMs?: number;
  /** Resolves names; the link policy and tests put their own here. */
  lookup?: LookupFunction;
}

/**
 * The only way to upstream over the network. Each request has a connection of its own, opened once and never used
 * again: a pooled one may be closed by the other side just as we write. Nothing is written before the connection stands
 * and `mayStart` agrees, so until then nothing was sent, and nothing is sent twice (DECISIONS 9).
 *
 * It waits without end for the answer: whoever calls brings a signal (`deadline.ts`).
 */
export const httpTransport =
  ({ connectMs = 10_000, lookup }: HttpOptions = {}): Transport =>
  async (request, signal, mayStart = () => true) => {
    const body = request.body && Buffer.from(await request.arrayBuffer());
    const line = openLine(request, { lookup, length: body?.length });
    const withdraw = () => line.outgoing.destroy(new Error("withdrawn"));
    const tooLong = setTimeout(() => {
      if (!line.connected()) line.outgoing.destroy(new Error("connecting took too long"));
    }, connectMs);
    signal.addEventListener("abort", withdraw);
    try {
      signal.throwIfAborted();
      const answer = answerTo(line.outgoing);
      answer.catch(() => {}); // it is awaited below, unless something else ends this first
      await Promise.race([line.established, answer]);
      if (signal.aborted || !mayStart()) throw new Error("withdrawn before it began");
      line.begin(body);
      const incoming = await answer;
      // From here on the body's reader notices an abort.
      incoming.once("close", () => signal.removeEventListener("abort", withdraw));
      return answerOf(incoming);
    } catch (error) {
      signal.removeEventListener("abort", withdraw);
      line.outgoing.on("error", () => {}).destroy();
      const sent = line.begun();
      const cause = signal.aborted ? signal.reason : error;
      throw new TransportError(sent ? "the connection broke" : "no connection", sent, { cause });
    } finally {
      clearTimeout(tooLong);
    }
  };

/** A request on a connection of its own. Nothing is written before `begin`, so what has not begun was not sent. */
function openLine(
  request: Request,
  { lookup, length }: { lookup: LookupFunction | undefined; length: number | undefined },
) {
  const url = new URL(request.url);
  const secure = url.protocol === "https:";
  const outgoing = (secure ? https : http).request(url, {
    method: request.method,
    agent: false,
    headers: {
      ...Object.fromEntries(request.headers),
      ...(length !== undefined && { "content-length": length }),
    },
    ...(lookup && { lookup }),
  });
  let connected = false;
  let begun = false;
  const established = new Promise<void>((resolve) => {
    outgoing.once("socket", (socket) => {
      // TCP, and TLS where there is TLS.
      socket.once(secure ? "secureConnect" : "connect", () => {
        connected = true;
        resolve();
      });
    });
  });
  return {
    outgoing,
    established,
    connected: () => connected,
    begun: () => begun,
    begin(body: Buffer | null) {
      begun = true;
      outgoing.end(body ?? undefined);
    },
  };
}

function answerTo(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once("response", resolve);
    // Stays after the answer: a fault of the connection then also reaches whoever reads the body.
    outgoing.on("error", reject);
    // An offer to change the protocol, for one, ends the exchange with neither.
    outgoing.once("close", () => reject(new Error("closed without an answer")));
  });
}

const answerOf = (incoming: http.IncomingMessage): HttpAnswer => ({
  status: incoming.statusCode ?? 0,
  headers: readableHeaders(incoming.headersDistinct),
  body: streamOf(incoming),
});

/** What cannot be a header of the web's kind (a control character, an ideograph) is left out: an id may stand beside it. */
function readableHeaders(raw: NodeJS.Dict<string[]>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(raw)) {
    for (const value of values ?? []) {
      try {
        headers.append(name, value);
      } catch {}
    }
  }
  return headers;
}

/** So much may have arrived before it is asked for, in bytes: the rest waits on the other side. */
const mostHeld = 256 * 1024;

/**
 * Node's stream as a web stream that can be canceled while it waits. What arrives is taken at once, and handed out even
 * when the connection breaks right after it: node would drop it, and a film that is cut early and often never grow.
 */
function streamOf(body: http.IncomingMessage): ReadableStream<Uint8Array> {
  const arrived: Uint8Array[] = [];
  let held = 0;
  let outcome: "open" | "ended" | Error = "open";
  let wake = () => {};
  const settle = (how: "ended" | Error) => {
    if (outcome === "open") outcome = how;
    wake();
  };
  body.on("data", (chunk: Uint8Array) => {
    held += chunk.length;
    arrived.push(chunk);
    if (held >= mostHeld) body.pause();
    wake();
  });
  body.once("end", () => settle("ended"));
  body.on("error", settle);
  body.once("close", () => settle(new Error("closed before the end of the answer")));
  return new ReadableStream(
    {
      async pull(controller) {
        while (arrived.length === 0 && outcome === "open") {
          body.resume();
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const chunk = arrived.shift();
        held -= chunk?.length ?? 0;
        if (chunk) controller.enqueue(chunk);
        else if (outcome === "ended") controller.close();
        else throw outcome;
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
