import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's Password Storage Cheat Sheet: Argon2id (the library's default), 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** NIST SP 800-63B: length is what counts; a limit above keeps the hash from being a way to wear the server out. */
export const passwordLength = { least: 12, most: 200 } as const;

/** @returns what may be kept of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let decoy: Promise<string> | undefined;

/**
 * Whether a password is the account's.
 * @param kept null where there is no such account: it takes as long, and nobody learns which names exist.
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  decoy ??= hashPassword("nobody's");
  const matches = await verify(kept ?? (await decoy), password);
  return matches && kept !== null;
}
