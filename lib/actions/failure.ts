import type { InputFault } from "@/lib/task/input";
import type { TaskStatus } from "@/lib/task/status";

/** Why a server action refused. The screen turns each into what happened, whether it cost money, and what next. */
export type ActionFailure =
  | { kind: "input"; faults: InputFault[] }
  /** The request did not come from this studio's own page. */
  | { kind: "forbidden" }
  | { kind: "notFound" }
  /** The task has moved on: what was asked is no longer possible. */
  | { kind: "tooLate"; status: TaskStatus }
  /** The database did not answer or refused the write: nothing was recorded. */
  | { kind: "unavailable" };
