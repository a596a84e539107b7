import "server-only";
import { isLoopbackHost } from "@/lib/env";

/**
 * Who may ask. The studio listens on loopback and has no accounts yet: whoever sits at this machine is the owner. What
 * must be kept out are other web pages in the owner's browser: they can send requests here, and by DNS rebinding even
 * read the answers under a name of their own.
 */

/** Whether a read comes from this studio's own page, or from a program on this machine. */
export function isOwnRequest(headers: Headers): boolean {
  if (!isLoopbackHost(hostNameOf(headers.get("host")))) return false;
  const site = headers.get("sec-fetch-site");
  return site !== "cross-site" || headers.get("sec-fetch-mode") === "navigate";
}

/**
 * Whether a write comes from this studio's own page. Unlike a read it must say where it comes from: Next lets a server
 * action without `Origin` pass.
 */
export function isOwnWrite(headers: Headers): boolean {
  if (!isOwnRequest(headers)) return false;
  const origin = headers.get("origin");
  if (origin !== null) return originHost(origin) === headers.get("host");
  return headers.get("sec-fetch-site") === "same-origin";
}

function hostNameOf(host: string | null): string {
  return host === null ? "" : host.replace(/:\d+$/, "");
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
