import "server-only";
import type { FailureKind } from "@/lib/failure";
import { log } from "@/lib/log";
import type { InputFaultCode } from "@/lib/task/input";
import type { ImageFaultCode } from "@/lib/task/view";
import { isOwnRequest } from "./authorise";

/** What a refused read answers. The studio's own page has words for every code. */
export interface RouteError {
  /** Which parameter was refused, when one was. */
  field?: string;
  code:
    | InputFaultCode
    | ImageFaultCode
    | FailureKind
    | "forbidden"
    | "unavailable"
    | "nothingToZip";
  /** What the sentence needs, e.g. the limit. */
  values?: Record<string, string | number>;
  /** A sentence for whoever else asks, in the language asked for. */
  message?: string;
}

/** A JSON answer that no cache keeps. */
export const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

export const refuse = (status: number, error: RouteError): Response => json({ error }, status);

/**
 * Authorises a read, then answers it. A fault of ours becomes a 503 that says nothing of the inside; the log does.
 */
export async function answer(request: Request, read: () => Promise<Response>): Promise<Response> {
  if (!isOwnRequest(request.headers)) return refuse(403, { code: "forbidden" });
  try {
    return await read();
  } catch (error) {
    log().error({ err: error, path: new URL(request.url).pathname }, "a read failed");
    return refuse(503, { code: "unavailable" });
  }
}
