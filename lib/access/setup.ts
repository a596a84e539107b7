import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { singleton } from "@/lib/singleton";

/**
 * What proves that whoever sets up the studio is who started it: printed on the console, good until there is an owner,
 * another one at every start. Kept in memory only.
 */
export const setupToken = (): string =>
  singleton("setup-token", () => randomBytes(16).toString("base64url"));

/** Compared in constant time. */
export function isSetupToken(given: string): boolean {
  const [expected, bytes] = [Buffer.from(setupToken()), Buffer.from(given.trim())];
  return expected.length === bytes.length && timingSafeEqual(expected, bytes);
}
