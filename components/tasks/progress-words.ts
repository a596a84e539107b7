import type { TaskStatus } from "@/lib/task/status";
import type { ChannelView, TaskView } from "@/lib/task/view";

/** What a live task is doing, as a message of `tasks` with what it needs. */
export type ProgressWords =
  | { key: "waiting.next" | "submitting" | "queued" | "in_progress" | "archiving" }
  | { key: "waiting.slot"; used: number; of: number }
  | { key: "waiting.paused" };

const plain = {
  submitting: { key: "submitting" },
  queued: { key: "queued" },
  in_progress: { key: "in_progress" },
  archiving: { key: "archiving" },
} as const satisfies Partial<Record<TaskStatus, ProgressWords>>;

/**
 * Says what a task is doing, or what it waits for.
 * @param channel its channel as the server last told; undefined while that is not known.
 * @returns null for a status that explains itself elsewhere: `unconfirmed` and the settled ones.
 */
export function progressWords(
  task: Pick<TaskView, "status" | "model">,
  channel: Pick<ChannelView, "pauses" | "slots"> | undefined,
): ProgressWords | null {
  switch (task.status) {
    case "waiting":
      return waitingFor(task.model, channel);
    case "submitting":
    case "queued":
    case "in_progress":
    case "archiving":
      return plain[task.status];
    case "unconfirmed":
    case "completed":
    case "failed":
    case "expired":
    case "canceled":
      return null;
  }
}

function waitingFor(
  model: string,
  channel: Pick<ChannelView, "pauses" | "slots"> | undefined,
): ProgressWords {
  const paused = channel?.pauses.some((pause) => pause.model === null || pause.model === model);
  if (paused) return { key: "waiting.paused" };
  const { used, of } = channel?.slots ?? { used: 0, of: null };
  return of !== null && used >= of ? { key: "waiting.slot", used, of } : { key: "waiting.next" };
}
