import type { Query } from "@tanstack/react-query";
import type { ChannelView, TaskView } from "@/lib/task/view";

/** All in ms. */
export const pace = {
  /** While a task moves. Its shortest steps (submit, archive, poster) take a second or two, and a reading costs the server about a millisecond. */
  task: 2_000,
  /** While every task that moves has been waiting for long: for a slot, or for a channel that is paused. */
  waiting: 10_000,
  /** Slots and pauses only colour the words beside a task: they may lag behind it a little. */
  channel: 5_000,
  /** While the server does not answer. Long enough to leave a restarting one in peace, short enough to notice before one reloads by hand. */
  unreachable: 30_000,
} as const;

const longMs = 60_000;

/** The brisk pace for tasks: nothing happens soon to those that have waited for long. */
export function taskPace(
  tasks: readonly Pick<TaskView, "moving" | "status" | "updatedAt">[],
  now = Date.now(),
): number {
  const hasWaited = ({ status, updatedAt }: Pick<TaskView, "status" | "updatedAt">) =>
    status === "waiting" && now - Date.parse(updatedAt) > longMs;
  return tasks.some((task) => task.moving && !hasWaited(task)) ? pace.task : pace.waiting;
}

/** Whether anything in the list will change by itself. A finished film whose poster is still being drawn counts. */
export const anyMoving = (tasks: readonly Pick<TaskView, "moving">[]): boolean =>
  tasks.some((task) => task.moving);

/**
 * Whether a channel's figures will change by themselves: jobs upstream, waiting ones that nothing holds back, or a full
 * disk, which is over as soon as there is room.
 */
export const isBusy = ({
  pauses,
  slots,
  waiting,
}: Pick<ChannelView, "pauses" | "slots" | "waiting">): boolean =>
  slots.used > 0 ||
  (waiting > 0 && pauses.length === 0) ||
  pauses.some(({ kind }) => kind === "storage");

/**
 * When to ask again: at the brisk pace while something moves, never when nothing does. While the server does not
 * answer, each wait is as long as the silence so far: 2, 2, 4, 8 s and so on up to half a minute.
 * @param silence ms between the last answer and the last failure; 0 when the last request succeeded.
 */
export function nextPollIn(moves: boolean, brisk: number, silence: number): number | false {
  if (!moves) return false;
  return Math.min(Math.max(brisk, silence), pace.unreachable);
}

/** How long a query has had no answer, in ms; 0 when its last request succeeded. */
export const silenceOf = ({ state }: Pick<Query, "state">): number =>
  state.status === "error" ? Math.max(0, state.errorUpdatedAt - state.dataUpdatedAt) : 0;
