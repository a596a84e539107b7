import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Order, planJob } from "@/lib/sandbox/life";
import { sentinelsOf } from "@/lib/sandbox/sentinels";
import type { TaskInput } from "@/lib/task/input";
import type { TestStudio } from "./studio";
import { paceOf } from "./world";

/**
 * Presses Generate, and puts the tasks where they are once they were sent: queued, and known upstream. Takes effect
 * when the sandbox has been started again. @returns the tasks' ids.
 */
export async function pressAsSent(
  studio: TestStudio,
  changes: Partial<TaskInput> = {},
): Promise<string[]> {
  const ids = await studio.press(changes);
  const now = studio.clock.now();
  const tasks = await studio.db.task.findMany({ where: { id: { in: ids } } });
  await mkdir(path.join(studio.sandboxDir, "jobs"), { recursive: true });
  for (const { id, channel, model, prompt, seconds, size, priceMicros } of tasks) {
    const order = { channel, model, prompt, seconds, size, priceMicros: Number(priceMicros) };
    const job = {
      ...planJob(order as Order, changesOf(prompt), now.getTime(), 1),
      id: jobIdOf(id),
    };
    await writeFile(path.join(studio.sandboxDir, "jobs", `${job.id}.json`), JSON.stringify(job));
  }
  const [first] = tasks;
  const dueAt = new Date(now.getTime() + paceOf(first?.channel ?? "").firstPoll);
  await studio.db.$transaction(async (tx) => {
    for (const id of ids) {
      const sent = { status: "queued" as const, upstreamId: jobIdOf(id), submittedAt: now, dueAt };
      await tx.task.update({ where: { id }, data: sent });
    }
  });
  return ids;
}

/** An id as the sandbox makes them. */
const jobIdOf = (taskId: string) => `video_${taskId.replaceAll("-", "")}`;

const changesOf = (prompt: string) =>
  sentinelsOf(prompt).flatMap((each) => (each.at === "plan" ? [each.change] : []));
