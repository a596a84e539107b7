import "server-only";
import { makeZip } from "client-zip";
import type { Db } from "@/lib/db";
import type { Storage } from "@/lib/storage/contract";
import { parseKey } from "@/lib/storage/key";
import { type Selection, selected } from "../selection";
import { manifestCsv, manifestJson, manifestLine, type ZippedTask, zippedParts } from "./manifest";
import { filmFileName } from "./name";
import { type Notebook, openNotebook } from "./notebook";

interface Deps {
  db: Db;
  storage: Storage;
  now: Date;
}

interface Entry {
  name: string;
  lastModified: Date;
  input: AsyncIterable<Uint8Array | string>;
}

/**
 * The films of a selection as a ZIP, made while it is read: one film is open at a time, and what is kept for each is
 * its line in the ZIP's own directory. Films are not compressed again. `manifest.json` and `manifest.csv` come last and
 * tell what was selected, what it cost, and which film is not there and why. When the reader leaves, what is open is
 * closed.
 * @returns null when nothing selected has a film.
 */
export async function zipOf(
  deps: Deps,
  selection: Selection,
): Promise<ReadableStream<Uint8Array> | null> {
  if (!(await hasFilm(deps.db, selection))) return null;
  return abandonable(makeZip(entriesOf(deps, selection), { buffersAreUTF8: true }));
}

/** `makeZip` answers a reader who leaves with that reader's own reason, as a fault. Reads nothing until it is pulled. */
function abandonable(zip: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = zip.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => reader.cancel().catch(() => {}),
    },
    { highWaterMark: 0 },
  );
}

async function hasFilm(db: Db, selection: Selection): Promise<boolean> {
  for await (const ids of selected(db, selection)) {
    const film = await db.video.findFirst({
      where: { taskId: { in: ids }, task: { shelf: { not: "purged" } } },
    });
    if (film) return true;
  }
  return false;
}

async function* entriesOf({ db, storage, now }: Deps, selection: Selection): AsyncGenerator<Entry> {
  const notebook = await openNotebook();
  const open = new Set<ReadableStreamDefaultReader<Uint8Array>>();
  try {
    for await (const task of tasksOf(db, selection)) {
      const film = await filmOf(storage, task, open);
      await notebook.write(
        manifestLine(task, film?.name ?? (task.video ? "fileMissing" : "noFilm")),
      );
      if (film) yield film;
    }
    yield* manifests(notebook, now);
  } finally {
    // Where the reader left in the midst of a film, nobody else will.
    await Promise.allSettled([...open].map((reader) => reader.cancel()));
    await notebook.close();
  }
}

async function* tasksOf(db: Db, selection: Selection): AsyncGenerator<ZippedTask> {
  for await (const ids of selected(db, selection)) {
    const tasks = await db.task.findMany({
      where: { id: { in: ids }, shelf: { not: "purged" } },
      select: zippedParts,
    });
    const byId = new Map(tasks.map((task) => [task.id, task]));
    for (const id of ids) {
      const task = byId.get(id);
      if (task) yield task;
    }
  }
}

/** @returns null for a task without a film, or whose file is not what its row says. */
async function filmOf(
  storage: Storage,
  task: ZippedTask,
  open: Set<ReadableStreamDefaultReader<Uint8Array>>,
): Promise<Entry | null> {
  const key = task.video && parseKey(task.video.key);
  const stored = key && (await storage.stat(key));
  if (!key || !stored || stored.bytes !== Number(task.video?.bytes)) return null;
  const bytes = async function* () {
    const reader = storage.read(key, 0, stored.bytes - 1).getReader();
    open.add(reader);
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
    open.delete(reader);
  };
  return { name: filmFileName(task), lastModified: task.createdAt, input: bytes() };
}

async function* manifests(notebook: Notebook, now: Date): AsyncGenerator<Entry> {
  yield { name: "manifest.json", lastModified: now, input: manifestJson(notebook.lines(), now) };
  yield { name: "manifest.csv", lastModified: now, input: manifestCsv(notebook.lines()) };
}
