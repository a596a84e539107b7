import "server-only";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { HangUp } from "./refusals";

const bodyLimit = 48 * 1024 * 1024;

/**
 * Serves a web-standard handler by node's HTTP server. Where the handler or the body throws HangUp, or the body is
 * not as long as stated, the connection breaks.
 * @param origin what the handler sees as the request's origin, whatever `Host` says.
 */
export function serveWith(origin: string, handle: (request: Request) => Promise<Response>) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    try {
      const request = await toRequest(origin, incoming, gone.signal);
      await send(await handle(request), outgoing);
    } catch (error) {
      if (!(error instanceof HangUp) && !gone.signal.aborted) console.error(error);
      outgoing.destroy();
    }
  };
}

async function toRequest(origin: string, incoming: IncomingMessage, signal: AbortSignal) {
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
  }
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : await readAll(incoming);
  return new Request(new URL(incoming.url ?? "/", origin), { method, headers, body, signal });
}

async function readAll(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > bodyLimit) throw new HangUp();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function send(response: Response, outgoing: ServerResponse) {
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.flushHeaders();
  let sent = 0;
  for await (const chunk of response.body ?? []) {
    sent += chunk.length;
    // Until it is on its way: a connection that breaks next must not take it back. Whoever hung up has had enough.
    await new Promise<void>((resolve, reject) => {
      outgoing.write(chunk, (error) => (error ? reject(new HangUp()) : resolve()));
    });
  }
  const stated = response.headers.get("Content-Length");
  if (response.body && stated !== null && Number(stated) !== sent) throw new HangUp();
  outgoing.end();
}

const host = "127.0.0.1";

/** Listens on loopback. @returns the origin. @throws when the port is taken. */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : port;
      resolve(`http://${host}:${taken}`);
    });
  });
}

/** Stops listening and breaks every connection. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
