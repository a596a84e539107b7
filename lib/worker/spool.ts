import "server-only";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Db } from "@/lib/db";
import { giveBackOrFlag } from "./late-id";

const entry = z.object({
  taskId: z.uuid(),
  upstreamId: z.string().min(1),
  nth: z.int().positive(),
  at: z.iso.datetime(),
});

/** The id of a job, and which sending of its task it answers: the user may have had it sent again meanwhile. */
export type LateId = z.infer<typeof entry>;

/**
 * Ids of paid jobs whose rows could not be written: kept as files beside the database until they can (FAULTS 16). An
 * id that is lost is a film that is lost.
 */
export interface Spool {
  save(id: Omit<LateId, "at">, now: Date): Promise<void>;
  /** Writes what is kept into the rows it belongs to. @returns how many were given back. */
  replay(db: Db, now: Date): Promise<number>;
}

export function openSpool(folder: string): Spool {
  const fileOf = ({ taskId, nth }: Omit<LateId, "at">) =>
    path.join(folder, `${taskId}.${nth}.json`);
  return {
    async save(id, now) {
      await mkdir(folder, { recursive: true });
      const draft = `${fileOf(id)}.draft`;
      const file = await open(draft, "w");
      await file.writeFile(JSON.stringify({ ...id, at: now.toISOString() } satisfies LateId));
      await file.sync();
      await file.close();
      await rename(draft, fileOf(id));
      await syncFolder(folder);
    },
    async replay(db, now) {
      let replayed = 0;
      for (const kept of await readEntries(folder)) {
        const fate = await giveBackOrFlag(db, kept, now);
        if (fate === "given") replayed++;
        // An older backup may have been restored, and a newer one may follow: an id without a row is kept.
        if (fate !== "noRow" && fate !== "later") await rm(fileOf(kept), { force: true });
      }
      return replayed;
    },
  };
}

async function readEntries(folder: string): Promise<LateId[]> {
  const names = await readdir(folder).catch(() => []);
  const entries: LateId[] = [];
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const kept = readEntry(await readFile(path.join(folder, name), "utf8"));
    if (kept) entries.push(kept);
  }
  return entries;
}

/** @returns null for what is damaged: it stays for a person to look at, and must not hold up the others. */
function readEntry(text: string): LateId | null {
  try {
    return entry.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return; // cannot open a folder
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
