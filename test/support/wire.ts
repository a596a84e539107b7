import http from "node:http";
import net from "node:net";
import { onTestFinished } from "vitest";

/** One request as it arrived on the wire. */
export interface Heard {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface WireServer {
  origin: string;
  /** Everything heard so far, in order. */
  heard: Heard[];
}

/** An HTTP server on a free loopback port for one test; each request is handed over whole. */
export async function serve(
  answer: (heard: Heard, response: http.ServerResponse) => void,
): Promise<WireServer> {
  const heard: Heard[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString("latin1") };
      heard.push(one);
      answer(one, response);
    });
  });
  const port = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return { origin: `http://127.0.0.1:${port}`, heard };
}

/** Sends this much of an answer, and cuts the connection as soon as it is on its way. */
export function cutAfter(response: http.ServerResponse, begun: string): void {
  response.write(begun, () => response.destroy());
}

export interface SocketServer {
  port: number;
  /** What each connection has sent so far. */
  received: string[];
}

/** A bare TCP server, for what no HTTP server would do. */
export async function serveSockets(onData: (socket: net.Socket) => void): Promise<SocketServer> {
  const received: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const index = received.push("") - 1;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received[index] += chunk.toString("latin1");
      onData(socket);
    });
  });
  const port = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { port, received };
}

/** A loopback port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
