import { answer, refuse } from "@/lib/access/route";
import { type Answer, decideAnswer, type Validators } from "@/lib/media/conditional";
import { announceContentLength } from "@/lib/media/content-length";
import type { StorageKey, StoredObject } from "@/lib/storage/contract";
import { contentType, parseKey } from "@/lib/storage/key";
import { storage } from "@/lib/storage/select";

type Context = { params: Promise<{ key: string[] }> };

/** The bytes of a film or a picture, whole or in ranges. With `?download` as a file to be saved. */
export const GET = (request: Request, context: Context) =>
  answer(request, () => serve(request, context));

/** What GET would say of the whole film or picture, without its bytes. */
export const HEAD = GET;

async function serve(request: Request, context: Context): Promise<Response> {
  const key = parseKey((await context.params).key.join("/"));
  const object = key && (await storage().stat(key));
  if (!key || !object) return refuse(404, { code: "notFound" });

  const validators = validatorsOf(object);
  const decided = decideAnswer(request, object.bytes, validators);
  const headers = commonHeaders(validators);
  if (decided.status === 412 || decided.status === 416) headers.set("Cache-Control", "no-store");
  if (decided.status === 200 || decided.status === 206) {
    headers.set("Content-Type", contentType(key));
    if (new URL(request.url).searchParams.has("download")) {
      headers.set("Content-Disposition", `attachment; filename="${fileName(key, object)}"`);
    }
    return withBytes(request, key, object, decided, headers);
  }
  if (decided.status === 416) headers.set("Content-Range", `bytes */${object.bytes}`);
  return new Response(null, { status: decided.status, headers });
}

function withBytes(
  request: Request,
  key: StorageKey,
  object: StoredObject,
  decided: Extract<Answer, { status: 200 | 206 }>,
  headers: Headers,
): Response {
  const whole = { start: 0, end: object.bytes - 1 };
  const { start, end } = decided.status === 206 ? decided.range : whole;
  if (decided.status === 206) headers.set("Content-Range", `bytes ${start}-${end}/${object.bytes}`);
  const length = end - start + 1;
  headers.set("Content-Length", String(length));
  announceContentLength(length);
  const body = request.method === "HEAD" ? null : storage().read(key, start, end);
  return new Response(body, { status: decided.status, headers });
}

function validatorsOf({ bytes, modifiedAt }: StoredObject): Validators {
  const time = modifiedAt.getTime();
  return {
    etag: `"${bytes.toString(36)}-${time.toString(36)}"`,
    lastModified: new Date(Math.floor(time / 1000) * 1000),
  };
}

const commonHeaders = ({ etag, lastModified }: Validators): Headers =>
  new Headers({
    "Accept-Ranges": "bytes",
    ETag: etag,
    "Last-Modified": lastModified.toUTCString(),
    // What is under a key never changes: it is named by the task that made it, or by its own hash.
    "Cache-Control": "private, max-age=31536000, immutable",
    // Should a file ever be more than it seems, opened by itself it can neither run nor load nor be framed.
    "Content-Security-Policy":
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });

/** Such as `rushes-2026-11-20-89ab01234567.mp4`: the day it was kept (UTC) and the end of its name here. ASCII, so RFC 6266's plain form will do. */
function fileName(key: StorageKey, { modifiedAt }: StoredObject): string {
  const day = modifiedAt.toISOString().slice(0, 10);
  const [, id, extension] = /([0-9a-f]{12})\.(\w+)$/.exec(key) ?? [];
  return `rushes-${day}-${id}.${extension}`;
}
