import { HangUp } from "./refusals";

/** A film about to be served, with the ways in which serving it may go wrong. */
export interface Serving {
  bytes: Uint8Array;
  type: string;
  etag: string;
  ignoreRange?: boolean;
  /** Bytes by which a range begins later than asked. */
  shift?: number;
  /** Bytes left out at the end though `Content-Length` counts them; negative for bytes it does not count. */
  omit?: number;
  /** The connection breaks after so many bytes. */
  cutAfter?: number;
  /** Nothing more comes after so many bytes. */
  stallAfter?: number;
}

interface Slice {
  start: number;
  /** Exclusive. */
  end: number;
}

/**
 * Reads a `Range` header for a film of `size` bytes (RFC 9110, 14.2).
 * @returns the slice, "unsatisfiable" for 416, or null where the header is absent, malformed or asks for several ranges.
 */
export function parseRange(header: string | null, size: number): Slice | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (!match || (from === "" && to === "")) return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size };
  }
  const start = Number(from);
  if (to !== "" && Number(to) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end: to === "" ? size : Math.min(Number(to) + 1, size) };
}

/** Answers GET and HEAD for a film: whole, a range, or 416. `If-Range` with another validator gives the whole. */
export function serveBytes(request: Request, serving: Serving): Response {
  const { bytes, type, etag } = serving;
  const headers = new Headers({ "Content-Type": type, "Accept-Ranges": "bytes", ETag: etag });
  const condition = request.headers.get("If-Range");
  const honoured = !serving.ignoreRange && (condition === null || condition === etag);
  const asked = honoured ? parseRange(request.headers.get("Range"), bytes.length) : null;
  if (asked === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${bytes.length}`);
    return new Response(null, { status: 416, headers });
  }
  const slice = asked && {
    ...asked,
    start: Math.min(asked.start + (serving.shift ?? 0), asked.end - 1),
  };
  const { start, end } = slice ?? { start: 0, end: bytes.length };
  if (slice) headers.set("Content-Range", `bytes ${start}-${end - 1}/${bytes.length}`);
  headers.set("Content-Length", String(end - start));
  const body = request.method === "HEAD" ? null : bodyOf(serving, { start, end }, request.signal);
  return new Response(body, { status: slice ? 206 : 200, headers });
}

const chunk = 64 * 1024;

function bodyOf(serving: Serving, { start, end }: Slice, signal: AbortSignal) {
  const { bytes, cutAfter = Infinity, stallAfter = Infinity, omit = 0 } = serving;
  const length = end - start;
  const limit = Math.min(length - Math.max(0, omit), cutAfter, stallAfter);
  let sent = 0;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal.addEventListener("abort", () => controller.error(signal.reason), { once: true });
      },
      async pull(controller) {
        if (sent < limit) {
          const next = bytes.subarray(start + sent, start + Math.min(sent + chunk, limit));
          sent += next.length;
          controller.enqueue(next);
        } else if (cutAfter < length) controller.error(new HangUp());
        else if (stallAfter < length) await new Promise(() => {});
        else {
          if (omit < 0) controller.enqueue(new Uint8Array(-omit));
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
}
