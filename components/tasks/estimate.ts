import type { Channel } from "@/lib/catalogue/types";
import type { TaskView } from "@/lib/task/view";

/** How long it may still take, in ms: a range, because nobody knows better. */
export type Estimate =
  /** Not sent yet: what a film usually takes once it is. */
  | { kind: "usually"; from: number; to: number }
  | { kind: "left"; from: number; to: number }
  /** It could be ready at any moment. */
  | { kind: "upTo"; to: number }
  | { kind: "over" };

/**
 * An honest estimate from what the channel usually takes (UPSTREAM section 1) and how long ago the task was sent.
 * @param speed how much faster than life the sandbox runs; 1 for API Yi.
 * @param now ms since the epoch.
 */
export function estimate(
  task: Pick<TaskView, "submittedAt">,
  channel: Pick<Channel, "pace">,
  speed: number,
  now: number,
): Estimate {
  const [from, to] = [channel.pace.typical[0] / speed, channel.pace.typical[1] / speed];
  if (task.submittedAt === null) return { kind: "usually", from, to };
  const gone = Math.max(0, now - Date.parse(task.submittedAt));
  if (gone >= to) return { kind: "over" };
  if (gone >= from) return { kind: "upTo", to: to - gone };
  return { kind: "left", from: from - gone, to: to - gone };
}
