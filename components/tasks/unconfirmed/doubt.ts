import type { TaskEventView, TaskView } from "@/lib/task/view";

/** Why nobody knows whether a task was created. The sentence is the message `tasks.unconfirmed.doubt.<doubt>`. */
export type Doubt =
  | "silent" // no answer came
  | "unclear" // an answer came that tells neither
  | "stopped"; // the studio stopped while it was being sent

export function doubtOf({ failure }: Pick<TaskView, "failure">): Doubt {
  switch (failure?.kind) {
    case "interrupted":
      return "stopped";
    case "network":
    case undefined:
      return "silent";
    default:
      return "unclear";
  }
}

/** When it was sent, ISO 8601, or null when nobody saw that; and the status of the answer, or null without one. */
export interface Sending {
  at: string | null;
  httpStatus: number | null;
}

/** The last sending in a task's history: it may have been sent again by choice, and be in doubt again. */
export function lastSending(events: readonly TaskEventView[]): Sending {
  const sent = events.findLast(({ to }) => to === "submitting");
  const doubted = events.findLast(({ to }) => to === "unconfirmed");
  // Both at once are written afterwards, when a backup is restored: it was perhaps sent, nobody knows when.
  const seen = sent !== undefined && sent.at !== doubted?.at;
  return { at: seen ? sent.at : null, httpStatus: doubted?.httpStatus ?? null };
}
