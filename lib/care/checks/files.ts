import "server-only";
import type { Storage, StorageKey } from "@/lib/storage/contract";
import { taskIdOf } from "@/lib/storage/key";
import { liveStatuses } from "@/lib/task/status";
import { batches } from "../batches";
import { type Check, type Finding, fixCommand, type Note, type Patient } from "../finding";
import { isDerived, namedPictures, unnamedPictures } from "../pictures";
import { leftovers } from "../sweep";
import { underWayMs } from "../under-way";

/** Whether every file belongs to a row (FAULTS 44), and what crashes have left. */
export const filesCheck: Check = {
  title: "Files",
  async *examine(patient: Patient): AsyncGenerator<Finding | Note> {
    yield* unclaimed(patient);
    yield* left(patient);
    yield* others(patient);
  },
};

async function* unclaimed(patient: Patient): AsyncGenerator<Finding> {
  const { storage, now } = patient;
  for await (const keys of batches(objectsIn(storage))) {
    const known = await claimed(patient, keys);
    for (const key of keys.filter((each) => !known.has(each))) {
      const stored = await storage.stat(key);
      const age = stored ? now.getTime() - stored.modifiedAt.getTime() : 0;
      if (age > underWayMs) yield unclaimedFile(storage, key);
    }
  }
}

const unclaimedFile = (storage: Storage, key: StorageKey): Finding => ({
  code: "file.unclaimed",
  subject: `media/${key}`,
  message: "No row of the database belongs to it.",
  advice: `Run ${fixCommand}: it is moved to media/unclaimed, for you to look at. The studio never deletes it.`,
  mend: async () => `It is now media/${await storage.setAside(key)}.`,
});

async function* objectsIn(storage: Storage): AsyncGenerator<StorageKey> {
  for await (const file of storage.list()) {
    if (file.kind === "object" && !isDerived(file.key)) yield file.key;
  }
}

/** Which keys a row names, or will: a live task's film is recorded after it was made durable. */
async function claimed({ db }: Patient, keys: StorageKey[]): Promise<Set<string>> {
  const ids = keys.flatMap((key) => taskIdOf(key) ?? []);
  const tasks = await db.task.findMany({
    where: { id: { in: ids }, status: { in: [...liveStatuses, "completed"] } },
    select: { id: true },
  });
  const taskIds = new Set(tasks.map((task) => task.id));
  const names = await namedPictures(db, keys);
  for (const key of keys) if (taskIds.has(taskIdOf(key) ?? "")) names.add(key);
  return names;
}

async function* left({ db, storage, now }: Patient): AsyncGenerator<Finding> {
  for await (const leftover of leftovers({ db, storage, now })) {
    yield leftFile(leftover.name, () => storage.discard(leftover));
  }
  for await (const key of unnamedPictures({ db, storage, now })) {
    yield leftFile(key, () => storage.remove(key));
  }
}

const leftFile = (name: string, remove: () => Promise<void>): Finding => ({
  code: "file.leftover",
  subject: `media/${name}`,
  message: "A crash left it, and nothing will go on from it.",
  advice: `Run ${fixCommand}, or start the studio again: it is removed.`,
  mend: async () => {
    await remove();
    return "It was removed.";
  },
});

async function* others({ storage }: Patient): AsyncGenerator<Note> {
  const counts = { unclaimed: 0, foreign: 0 };
  for await (const { kind } of storage.list()) {
    if (kind === "unclaimed" || kind === "foreign") counts[kind]++;
  }
  if (counts.unclaimed > 0) {
    yield { note: `${counts.unclaimed} in media/unclaimed, set aside for you to look at.` };
  }
  if (counts.foreign > 0) yield { note: `${counts.foreign} that the studio did not make.` };
}
