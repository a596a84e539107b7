import "server-only";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Db } from "@/lib/db";
import { isUniqueViolation } from "@/lib/task/lease";

const entry = z.object({ taskId: z.uuid(), upstreamId: z.string().min(1), at: z.iso.datetime() });
type Entry = z.infer<typeof entry>;

/**
 * Ids of paid jobs whose rows could not be written: kept as files beside the database until they can (FAULTS 16). An
 * id that is lost is a film that is lost.
 */
export interface Spool {
  save(taskId: string, upstreamId: string, now: Date): Promise<void>;
  /** Writes what is kept into the rows it belongs to. @returns how many were given back. */
  replay(db: Db, now: Date): Promise<number>;
}

export function openSpool(folder: string): Spool {
  const fileOf = (taskId: string) => path.join(folder, `${taskId}.json`);
  return {
    async save(taskId, upstreamId, now) {
      await mkdir(folder, { recursive: true });
      const draft = `${fileOf(taskId)}.draft`;
      const file = await open(draft, "w");
      await file.writeFile(JSON.stringify({ taskId, upstreamId, at: now.toISOString() }));
      await file.sync();
      await file.close();
      await rename(draft, fileOf(taskId));
      await syncFolder(folder);
    },
    async replay(db, now) {
      let replayed = 0;
      for (const kept of await readEntries(folder)) {
        const fate = await giveBackOrFlag(db, kept, now);
        if (fate === "given") replayed++;
        // An older backup may have been restored, and a newer one may follow: an id without a row is kept.
        if (fate !== "noRow") await rm(fileOf(kept.taskId), { force: true });
      }
      return replayed;
    },
  };
}

async function readEntries(folder: string): Promise<Entry[]> {
  const names = await readdir(folder).catch(() => []);
  const entries: Entry[] = [];
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const kept = readEntry(await readFile(path.join(folder, name), "utf8"));
    if (kept) entries.push(kept);
  }
  return entries;
}

/** @returns null for what is damaged: it stays for a person to look at, and must not hold up the others. */
function readEntry(text: string): Entry | null {
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

type Fate = "given" | "moot" | "noRow";

/** An id that another task has got meanwhile is flagged, so that it cannot stop the others from being given back. */
async function giveBackOrFlag(db: Db, kept: Entry, now: Date): Promise<Fate> {
  try {
    return await giveBack(db, kept, now);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await db.task.update({ where: { id: kept.taskId }, data: { attention: "idTaken" } });
    return "moot";
  }
}

/** The task goes on as if the answer had been written when it came, unless the row has moved on without. */
async function giveBack(db: Db, { taskId, upstreamId, at }: Entry, now: Date): Promise<Fate> {
  return db.$transaction(async (tx) => {
    const task = await tx.task.findUnique({ where: { id: taskId } });
    if (!task) return "noRow";
    if (task.status !== "submitting" && task.status !== "unconfirmed") return "moot";
    await tx.task.update({
      where: { id: taskId },
      data: {
        status: "queued",
        ...{ upstreamId, submittedAt: new Date(at), dueAt: now, attempts: 0, updatedAt: now },
        ...{ leaseUntil: null, leaseToken: null, claimedId: null, claimRefusal: null },
        ...{ failureKind: null, failureCharged: null, failureMessage: null, attention: null },
      },
    });
    const detail = "The id had been kept beside the database.";
    const event = { taskId, at: now, from: task.status, to: "queued", detail };
    await tx.taskEvent.create({ data: event });
    return "given";
  });
}
