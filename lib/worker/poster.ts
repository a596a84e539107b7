import "server-only";
import { drawPoster } from "@/lib/media/poster";
import { posterKey, videoKey } from "@/lib/storage/key";
import { type ClaimedTask, updateHeld } from "@/lib/task/lease";
import type { WorkerDeps } from "./deps";

/** A broken poster never unmakes a video: after this many tries the card lives without (FAULTS 55). */
const mostTries = 3;
const retryMs = 5_000;

/** Draws the poster of an archived film, and its placeholder. */
export async function posterStep(deps: WorkerDeps, task: ClaimedTask): Promise<void> {
  const drawn = await drawAndStore(deps, task.id);
  const now = deps.clock.now();
  await deps.db.$transaction(async (tx) => {
    const video = await tx.video.update({
      where: { taskId: task.id },
      data: { ...drawn.poster, posterTries: { increment: 1 } },
    });
    const done = drawn.final || video.posterTries >= mostTries;
    await updateHeld(tx, task, {
      dueAt: done ? null : new Date(now.getTime() + retryMs),
      leaseUntil: null,
      leaseToken: null,
      updatedAt: now,
    });
  });
}

interface Drawn {
  poster: { posterKey: string; placeholder: string } | null;
  /** Another try would end the same way. */
  final: boolean;
}

async function drawAndStore(deps: WorkerDeps, taskId: string): Promise<Drawn> {
  const file = await deps.storage.localFile(videoKey(taskId));
  try {
    const drawn = await drawPoster(file.path);
    if (!drawn.ok) {
      deps.log.warn({ taskId, ...drawn.error }, "no poster could be drawn");
      // Without a decoder here the browser draws it, when somebody looks.
      return { poster: null, final: drawn.error.reason === "noDecoder" };
    }
    const key = posterKey(taskId);
    await deps.storage.put(key, drawn.value.webp);
    return { poster: { posterKey: key, placeholder: drawn.value.placeholder }, final: true };
  } finally {
    await file.release();
  }
}
