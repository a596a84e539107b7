import "server-only";
import { createHash } from "node:crypto";
import { env } from "@/lib/env";

/** What a pause is bound to when the sandbox answers: it has no key that could be replaced. */
const sandboxFingerprint = "sandbox";

/**
 * Tells one key from the next without telling the key: a channel that was paused for a refused key is open again
 * once it has another.
 * @returns 12 hex digits, or null when the channel has no key.
 */
export function keyFingerprint(channelId: string, sandbox: boolean): string | null {
  if (sandbox) return sandboxFingerprint;
  const key = env().keys[channelId];
  return key ? createHash("sha256").update(key).digest("hex").slice(0, 12) : null;
}
