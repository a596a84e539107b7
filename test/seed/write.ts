import { constants, copyFile, link, mkdir } from "node:fs/promises";
import path from "node:path";
import { type Db, join, sql } from "@/lib/db";
import { addEntries } from "@/lib/search/entries";
import { fold } from "@/lib/search/fold";
import { tagNames } from "./prompts";
import type { SeededTask } from "./rows";

/** Rows of one transaction. */
const batchSize = 1_000;

/** Records tasks as the studio would have, with their tags and their entries in the search index. */
export async function writeTasks(
  db: Db,
  tasks: Iterable<SeededTask>,
  onBatch: (batch: SeededTask[]) => Promise<void>,
): Promise<void> {
  const tagIds = await makeTags(db);
  let batch: SeededTask[] = [];
  for (const task of tasks) {
    if (batch.push(task) < batchSize) continue;
    await Promise.all([writeBatch(db, batch, tagIds), onBatch(batch)]);
    batch = [];
  }
  if (batch.length > 0) await Promise.all([writeBatch(db, batch, tagIds), onBatch(batch)]);
}

async function makeTags(db: Db): Promise<string[]> {
  const createdAt = new Date();
  for (const name of tagNames) {
    const folded = fold(name);
    await db.tag.upsert({ where: { folded }, create: { name, folded, createdAt }, update: {} });
  }
  const tags = await db.tag.findMany();
  const idOf = new Map(tags.map((tag) => [tag.folded, tag.id]));
  return tagNames.map((name) => idOf.get(fold(name)) ?? "");
}

async function writeBatch(db: Db, batch: SeededTask[], tagIds: string[]): Promise<void> {
  const tagged = batch.flatMap(({ task, tags }) =>
    tags.map((tag) => ({
      taskId: task.id ?? "",
      tagId: tagIds[tag] ?? "",
      place: BigInt(task.place),
    })),
  );
  await db.$transaction(async (tx) => {
    await tx.task.createMany({ data: batch.map(({ task }) => task) });
    await tx.video.createMany({ data: batch.flatMap(({ video }) => video ?? []) });
    await tx.taskEvent.createMany({ data: batch.flatMap(({ events }) => events) });
    if (tagged.length > 0) {
      const rows = tagged.map(({ taskId, tagId, place }) => sql`(${taskId}, ${tagId}, ${place})`);
      await tx.$executeRaw`INSERT INTO "TaskTag" ("taskId", "tagId", place) VALUES ${join(rows)}`;
    }
    await addEntries(tx, batch.map(searchable));
  });
}

const searchable = ({ task, tags }: SeededTask) => ({
  ...{ place: BigInt(task.place), title: task.title ?? null, prompt: task.prompt },
  tags: tags.map((tag) => ({ tag: { name: tagNames[tag] ?? "" } })),
});

/** Puts the films under their keys: as links to the shared ones where the file system can, else as copies. */
export async function placeFiles(media: string, batch: SeededTask[]): Promise<void> {
  await mkdir(path.join(media, "videos"), { recursive: true });
  await mkdir(path.join(media, "posters"), { recursive: true });
  await Promise.all(
    batch.map(async ({ video, film }) => {
      if (!video?.posterKey || !film) return;
      await place(film.film, path.join(media, video.key));
      await place(film.poster, path.join(media, video.posterKey));
    }),
  );
}

async function place(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    // Another file system, one without links, or too many of them.
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}
