import type { Charged } from "@/lib/failure";

/**
 * The task's state machine (DESIGN "Task statuses"), as data. The store, the buttons and the actions all ask these
 * tables; a new status does not compile until every one of them has it.
 */
export const taskStatuses = [
  "waiting",
  "submitting",
  "unconfirmed",
  "queued",
  "in_progress",
  "archiving",
  "completed",
  "failed",
  "expired",
  "canceled",
] as const;

export type TaskStatus = (typeof taskStatuses)[number];

const transitions: Record<TaskStatus, readonly TaskStatus[]> = {
  // Failed without being sent: what it was to be sent with is gone.
  waiting: ["submitting", "canceled", "failed"],
  submitting: ["queued", "failed", "waiting", "unconfirmed"],
  unconfirmed: ["queued", "waiting", "failed"],
  queued: ["in_progress", "archiving", "failed", "expired", "unconfirmed"],
  in_progress: ["queued", "archiving", "failed", "expired", "unconfirmed"],
  archiving: ["completed", "expired"],
  completed: [],
  failed: [],
  expired: [],
  canceled: [],
};

/** Whether the state machine has an edge from one status to another. Terminal states are sticky. */
export const canMove = (from: TaskStatus, to: TaskStatus): boolean =>
  transitions[from].includes(to);

export const isTerminal = (status: TaskStatus): boolean => transitions[status].length === 0;

/** Statuses that are not settled yet, `unconfirmed` included: it still holds money. */
export const liveStatuses = taskStatuses.filter((status) => !isTerminal(status));

/** Statuses that occupy one of the channel's job slots upstream, or may do so. */
export const slotStatuses = [
  "submitting",
  "unconfirmed",
  "queued",
  "in_progress",
] as const satisfies readonly TaskStatus[];

/** What the user may do with a task, by its status. */
export const can = {
  cancel: (status: TaskStatus) => canMove(status, "canceled"),
  /** Says what became of a task that was perhaps paid: paste its id, "it was not created", "send again". */
  decide: (status: TaskStatus) => status === "unconfirmed",
  /** Has a film fetched again that was given up on; see the attention `badFile`. */
  fetchAgain: (status: TaskStatus) => status === "archiving",
  /** Nothing of it goes on upstream any more. */
  delete: (status: TaskStatus) => isTerminal(status) || status === "archiving",
  useAgain: (_status: TaskStatus) => true,
};

/** What became of the task's money (DESIGN "Money is derived from status and failure"). */
export type Charge = "held" | "charged" | "released" | "uncertain";

const charges: Record<TaskStatus, Charge> = {
  waiting: "held",
  submitting: "held",
  unconfirmed: "uncertain",
  queued: "held",
  in_progress: "held",
  archiving: "held",
  completed: "charged",
  failed: "released",
  expired: "charged",
  canceled: "released",
};

const failedCharges: Record<Charged, Charge> = {
  no: "released",
  yes: "charged",
  unknown: "uncertain",
};

/**
 * Derives what became of a task's money.
 * @param failureCharged what the failure says of billing; only asked for a failed task.
 */
export function chargeOf(status: TaskStatus, failureCharged: Charged | null): Charge {
  return status === "failed" && failureCharged ? failedCharges[failureCharged] : charges[status];
}
