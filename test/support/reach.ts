import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import { httpTransport } from "@/lib/upstream/http";
import { publicLookup } from "@/lib/upstream/links";
import type { Reach } from "@/lib/upstream/openai-videos";

/** A key that must never be seen outside an `Authorization` header to the base origin. */
export const canaryKey = "sk-canary/0123456789+AbCdEf";

/** How a channel is reached when it answers at `origin`; short times, so that a test can wait for them. */
export function reachTo(
  origin: string,
  changes: Partial<Reach> & { channel?: string } = {},
): Reach {
  const { channel = "sora-official", ...rest } = changes;
  const wire = findChannel(builtInCatalogue, channel)?.wire;
  if (!wire) throw new Error(`no channel ${channel}`);
  const api = httpTransport();
  return {
    baseUrl: new URL(origin),
    key: canaryKey,
    wire,
    api,
    links: {
      trustedOrigins: new Set([new URL(origin).origin]),
      trusted: api,
      untrusted: httpTransport({ lookup: publicLookup() }),
    },
    timeouts: { create: 300, poll: 300, head: 300, stall: 300, film: 5_000 },
    ...rest,
  };
}
