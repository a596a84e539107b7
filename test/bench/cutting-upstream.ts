import { once } from "node:events";
import http from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { LargeFilm } from "./large-film";

/** An API Yi whose jobs are done at once, and whose connections never last. */
export interface CuttingUpstream {
  origin: string;
  /** Connections that were cut so far. */
  cuts(): number;
  close(): void;
}

/** @param cutBytes the least and the most that comes over one connection. */
export async function cuttingUpstream(
  films: LargeFilm[],
  cutBytes: [number, number],
): Promise<CuttingUpstream> {
  let sold = 0;
  let cuts = 0;
  const [least, most] = cutBytes;
  const server = http.createServer(async (request, response) => {
    const [, index, content] =
      /^\/v1\/videos\/video_(\d+)(\/content)?$/.exec(request.url ?? "") ?? [];
    const film = films[Number(index)];
    if (request.method === "POST")
      return reply(response, { id: `video_${sold++}`, status: "queued" });
    if (!film) return response.writeHead(404).end();
    if (!content) return reply(response, { id: `video_${index}`, status: "completed" });
    const whole = await deliver(film, request, response, least + Math.random() * (most - least));
    if (!whole) cuts++;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { origin: `http://127.0.0.1:${port}`, cuts: () => cuts, close: () => server.close() };
}

const reply = (response: http.ServerResponse, body: object) =>
  response.setHeader("content-type", "application/json").end(JSON.stringify(body));

/** @returns whether the rest of the film fitted into what one connection carries. */
async function deliver(
  film: LargeFilm,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  lasts: number,
): Promise<boolean> {
  const etag = `"${film.sha256}"`;
  const asked = request.headers["if-range"] === etag ? request.headers.range : undefined;
  const start = Number(/^bytes=(\d+)-$/.exec(asked ?? "")?.[1] ?? 0);
  const range = `bytes ${start}-${film.bytes - 1}/${film.bytes}`;
  response.writeHead(start > 0 ? 206 : 200, {
    ...{ etag, "content-type": "video/mp4", "content-length": film.bytes - start },
    ...(start > 0 && { "content-range": range }),
  });
  const pieces = Readable.from(firstBytes(film.read(start), lasts), { highWaterMark: 1 });
  return pipeline(pieces, response).then(
    () => true,
    () => false,
  );
}

/** Breaks when so many bytes have gone. */
function* firstBytes(pieces: Iterable<Buffer>, most: number): Generator<Buffer> {
  let sent = 0;
  for (const piece of pieces) {
    if (sent >= most) throw new Error("cut");
    yield piece;
    sent += piece.length;
  }
}
