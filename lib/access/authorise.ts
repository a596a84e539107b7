import "server-only";
import { isLoopbackHost } from "@/lib/env";

/**
 * Whether a request comes from this studio's own page. What must be kept out are other web pages in the browser of
 * somebody who may ask: they can send requests here, and by DNS rebinding even read the answers under a name of their
 * own. Who asks is another question: see `lib/access/ask.ts`.
 */

/**
 * Whether a read comes from the studio's own page, or from a program.
 * @param publicOrigin where people reach the studio; null when that is this machine alone.
 */
export function isOwnRequest(headers: Headers, publicOrigin: URL | null): boolean {
  if (!isOwnHost(headers.get("host"), publicOrigin)) return false;
  const site = headers.get("sec-fetch-site");
  return site !== "cross-site" || headers.get("sec-fetch-mode") === "navigate";
}

/**
 * Whether a write comes from the studio's own page. Unlike a read it must say where it comes from: Next lets a server
 * action without `Origin` pass.
 */
export function isOwnWrite(headers: Headers, publicOrigin: URL | null): boolean {
  if (!isOwnRequest(headers, publicOrigin)) return false;
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  return publicOrigin ? origin === publicOrigin.origin : originHost(origin) === headers.get("host");
}

const isOwnHost = (host: string | null, publicOrigin: URL | null): boolean =>
  publicOrigin ? host === publicOrigin.host : isLoopbackHost(host?.replace(/:\d+$/, "") ?? "");

const originHost = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null;
