import { createHash } from "node:crypto";
import type { Db, Task } from "@/lib/db";
import type { Storage } from "@/lib/storage/contract";
import { posterKey, videoKey } from "@/lib/storage/key";
import { taskAt } from "./tasks";

/** Records a finished film the way the worker does, file before row. @returns the task's id. */
export async function keepFilm(
  { db, storage, now }: { db: Db; storage: Storage; now: Date },
  row: Partial<Task> = {},
  bytes: Uint8Array = Buffer.from("a film"),
): Promise<string> {
  const task = { upstreamId: crypto.randomUUID(), submittedAt: now, ...row };
  const id = await taskAt(db, now, { ...task, status: "archiving", dueAt: now });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await storage.put(videoKey(id), bytes);
  await storage.put(posterKey(id), Buffer.from("a poster"));
  const picture = { width: 2, height: 2, durationMs: 1000, codec: "avc", hasAudio: false };
  await db.$transaction([
    db.task.update({ where: { id }, data: { status: "completed", dueAt: null, settledAt: now } }),
    db.video.create({
      data: {
        ...{ ...picture, taskId: id, key: videoKey(id), posterKey: posterKey(id), sha256 },
        ...{ bytes: BigInt(bytes.length), createdAt: now },
      },
    }),
  ]);
  return id;
}
