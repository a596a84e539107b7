import "server-only";
import type { Channel } from "@/lib/catalogue/types";
import { env } from "@/lib/env";
import { sandboxTransport } from "@/lib/sandbox/in-app";
import { type BalanceOutcome, readBalance } from "./account";
import type { Upstream } from "./contract";
import { httpTransport } from "./http";
import { publicLookup } from "./links";
import { openAiVideos, type Reach } from "./openai-videos";
import { timeouts } from "./timeouts";
import { inProcess } from "./transport";

/** Who is asked: a channel of the catalogue, in the sandbox or in earnest. */
export interface Addressee {
  channel: Channel;
  sandbox: boolean;
}

/** Which translator speaks a channel's dialect: a new one does not compile until it is here. */
const dialects: Record<Channel["dialect"], (reach: Reach) => Upstream> = {
  "openai-videos": openAiVideos,
};

/** To wherever a result link leads: nothing else may go this way. */
const untrusted = httpTransport({ lookup: publicLookup() });

/**
 * The upstream of a channel.
 * @throws Error when the channel has no key.
 */
export function upstreamFor({ channel, sandbox }: Addressee): Upstream {
  const reach = sandbox ? sandboxReach(channel) : liveReach(channel);
  return dialects[channel.dialect](reach);
}

/** How much faster than life an upstream's time runs: 1 for the real one. */
export const timeScale = (sandbox: boolean): number => (sandbox ? sandboxTransport().timeScale : 1);

/** What is left on the account of a console token. */
export const balanceOf = (token: string, signal: AbortSignal): Promise<BalanceOutcome> =>
  readBalance(
    { baseUrl: env().baseUrl, token, api: httpTransport(), timeoutMs: timeouts.poll },
    signal,
  );

function liveReach({ id, wire }: Channel): Reach {
  const { baseUrl, keys, linkOrigins } = env();
  const key = keys[id];
  if (key === undefined) throw new Error(`channel ${id} has no key`);
  const api = httpTransport();
  const trustedOrigins = new Set([baseUrl.origin, ...linkOrigins]);
  return { baseUrl, key, wire, api, links: { trustedOrigins, trusted: api, untrusted } };
}

function sandboxReach({ id, wire }: Channel): Reach {
  const { handle, baseUrl, keyFor, linkOrigins } = sandboxTransport();
  const api = inProcess(handle);
  const trustedOrigins = new Set([baseUrl.origin, ...linkOrigins]);
  return {
    baseUrl,
    key: keyFor(id),
    wire,
    api,
    links: { trustedOrigins, trusted: api, untrusted },
  };
}
