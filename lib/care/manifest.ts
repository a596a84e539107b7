import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseKey } from "@/lib/storage/key";
import { CareError } from "./error";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

// The key decides where a file is written, so it must be one that our own code could have made.
const key = z.string().transform((text, context) => {
  const parsed = parseKey(text);
  if (parsed) return parsed;
  context.addIssue({ code: "custom", message: "is no storage key" });
  return z.NEVER;
});

const manifestShape = z.object({
  format: z.literal(1),
  /** The version of the studio that made it. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  counts: z.object({
    ...{ tasks: count, films: count, posters: count },
    // Backups of before there were images do not tell.
    ...{ images: count.default(0), references: count },
  }),
  database: z.object({ bytes: count, sha256: digest }),
  files: z.array(z.object({ key, bytes: count, sha256: digest })),
  /** Files that rows name and that could not be copied. */
  missing: z.array(z.string()),
});

/** What a backup holds: enough to prove that nothing of it is lost or changed. */
export type Manifest = z.infer<typeof manifestShape>;

/** A backup's parts, from its folder. */
export const backupParts = {
  manifest: "manifest.json",
  database: "rushes.db",
  media: "media",
} as const;

/** @throws CareError when the folder holds no backup, or one that this version cannot read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, backupParts.manifest);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new CareError(`${folder} holds no backup: there is no ${backupParts.manifest} in it.`, {
      cause,
    });
  });
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new CareError(`${file} is damaged, or from another version of the studio.`, { cause });
  }
}
