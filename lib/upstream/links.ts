import "server-only";
import dns from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address";
import type { HttpAnswer, Transport } from "./transport";

/** A result link that must not be followed (DESIGN "Security stance"). */
export class UnsafeLinkError extends Error {
  override name = "UnsafeLinkError";
}

/** Where result links may lead. */
export interface LinkPolicy {
  /** The configured base and the operator's extra origins: plain http and private addresses are fine there. */
  trustedOrigins: ReadonlySet<string>;
  trusted: Transport;
  /** To everywhere else: it must resolve names with `publicLookup`. */
  untrusted: Transport;
}

const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Opens a link that upstream gave. Every hop is checked, and none gets an `Authorization`: the key belongs to the
 * configured origin alone, and a signed link with one answers 403 (UPSTREAM "Errors").
 * @throws UnsafeLinkError when a hop leads where it must not; what the transport throws.
 */
export async function followLink(
  policy: LinkPolicy,
  link: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let url = vetted(policy, link);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const transport = policy.trustedOrigins.has(url.origin) ? policy.trusted : policy.untrusted;
    const answer = await transport(new Request(url, { headers }), signal);
    const next = redirectOf(answer, url);
    if (next === null) return answer;
    await answer.body?.cancel().catch(() => {});
    url = vetted(policy, next);
  }
  throw new UnsafeLinkError(`the link redirects more than ${mostRedirects} times`);
}

/** Where an answer sends us on to, or null when it does not. */
export function redirectOf({ status, headers }: HttpAnswer, from: URL): string | null {
  const location = redirects.has(status) ? headers.get("location") : null;
  return location === null ? null : absoluteLink(location, from);
}

/** A link as upstream writes it, relative ones included; what is no address stays as it is. */
export const absoluteLink = (link: string, base: URL): string =>
  URL.canParse(link, base) ? new URL(link, base).href : link;

/** The link as a URL that may be asked, as far as its text tells; its name is checked when it is resolved. */
function vetted(policy: LinkPolicy, link: string): URL {
  if (!URL.canParse(link)) throw new UnsafeLinkError("the link is not an address");
  const url = new URL(link);
  if (url.username || url.password) throw new UnsafeLinkError("the link carries credentials");
  if (policy.trustedOrigins.has(url.origin)) return url;
  if (url.protocol !== "https:") {
    throw new UnsafeLinkError(`the link is ${url.protocol} where https: is a must`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A name is checked by `publicLookup`; for an address nothing is looked up.
  if (isIP(host) && !isPublicAddress(host)) throw notPublic(host);
  return url;
}

/**
 * Resolves names at connect time to public addresses only, so that no later answer of the name server can differ from
 * the one that was checked. One private address among several refuses them all.
 */
export const publicLookup =
  (resolve: typeof lookupAll = lookupAll): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const addresses = error ? [] : found;
      const hidden = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (error || hidden || !first) {
        return callback(error ?? notPublic(hostname), "");
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

type LookupAll = (
  hostname: string,
  options: dns.LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void,
) => void;
const lookupAll: LookupAll = dns.lookup;

const notPublic = (host: string) =>
  new UnsafeLinkError(`the link leads to ${host}, which is no public address`);
