import type { OverBudget } from "@/lib/costs/view";
import type { InputFault } from "@/lib/task/input";
import type { TaskStatus } from "@/lib/task/status";
import type { AdoptionRefusal } from "@/lib/task/view";

/** Why a server action refused. The screen turns each into what happened, whether it cost money, and what next. */
export type ActionFailure =
  | { kind: "input"; faults: InputFault[] }
  /** What was sent cannot be understood, or is not allowed there. */
  | { kind: "malformed" }
  /** The request did not come from this studio's own page. */
  | { kind: "forbidden" }
  /** Nobody is signed in with this browser, or no longer. Nothing was recorded. */
  | { kind: "signedOut" }
  /** This account may not do that. */
  | { kind: "notAllowed" }
  /** The door stays shut. */
  | { kind: "door"; fault: DoorFault }
  | { kind: "notFound" }
  /** The task has moved on: what was asked is no longer possible. */
  | { kind: "tooLate"; status: TaskStatus }
  /** A task still needs the image. */
  | { kind: "inUse" }
  /** The pasted id cannot be this task's; nothing was changed. */
  | { kind: "adoption"; refusal: AdoptionRefusal }
  /** The budget does not cover it: nothing was recorded. */
  | { kind: "overBudget"; over: OverBudget }
  /** The database did not answer or refused the write: nothing was recorded. */
  | { kind: "unavailable" };

/** Why nobody is let in. The sentence is the message `door.fault.<code>`. */
export interface DoorFault {
  code: /** Name or password: which of them is not told. */
    | "wrong"
    /** Too many wrong ones: values {minutes}. */
    | "slowDown"
    /** Not the one on the console. */
    | "token"
    | "name"
    /** Too short or too long: values {least}. */
    | "password"
    | "ownerExists";
  values?: Record<string, number>;
}
