import "server-only";
import type { FailureKind } from "@/lib/failure";
import { log } from "@/lib/log";
import type { InputFaultCode } from "@/lib/task/input";
import type { ImageFaultCode } from "@/lib/task/view";
import type { Deed } from "./actor";
import { ask, isRefused, type Refused } from "./ask";

/** What a refused read answers. The studio's own page has words for every code. */
export interface RouteError {
  /** Which parameter was refused, when one was. */
  field?: string;
  code: InputFaultCode | ImageFaultCode | FailureKind | Refused | "unavailable" | "nothingToZip";
  /** What the sentence needs, e.g. the limit. */
  values?: Record<string, string | number>;
  /** A sentence for whoever else asks, in the language asked for. */
  message?: string;
}

/** A JSON answer that no cache keeps. */
export const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

export const refuse = (status: number, error: RouteError): Response => json({ error }, status);

const statusOf: Record<Refused, number> = { forbidden: 403, signedOut: 401, notAllowed: 403 };

/**
 * Authorises a request, then answers it. A fault of ours becomes a 503 that says nothing of the inside; the log does.
 * @param deed what the handler does: "see" for a read, else the request must say that it comes from our own page.
 */
export async function answer(
  request: Request,
  act: () => Promise<Response>,
  deed: Deed = "see",
): Promise<Response> {
  try {
    const asked = await ask(request.headers, deed);
    if (isRefused(asked)) return refuse(statusOf[asked], { code: asked });
    return await act();
  } catch (error) {
    log().error({ err: error, path: new URL(request.url).pathname }, "a request failed");
    return refuse(503, { code: "unavailable" });
  }
}
