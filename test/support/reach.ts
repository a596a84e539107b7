import { builtInCatalogue, findChannel } from "@/lib/catalogue/catalogue";
import { httpTransport } from "@/lib/upstream/http";
import { publicLookup } from "@/lib/upstream/links";
import type { Reach } from "@/lib/upstream/openai-videos";
import type { Timeouts } from "@/lib/upstream/timeouts";

/** A key that must never be seen outside an `Authorization` header to the base origin. */
export const canaryKey = "sk-canary/0123456789+AbCdEf";

/** Long enough for a busy machine. A test that waits for one to run out sets that one short. */
export const patient: Timeouts = {
  create: 20_000,
  poll: 20_000,
  head: 20_000,
  stall: 20_000,
  film: 20_000,
};

/** How a channel is reached when it answers at `origin`. */
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
    timeouts: patient,
    ...rest,
  };
}
