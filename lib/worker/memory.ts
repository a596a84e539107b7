import "server-only";
import { singleton } from "@/lib/singleton";
import type { Door } from "./limiter";

/**
 * What this process has sent lately, by the monotonic clock. The database keeps wall time, which somebody may set: a
 * clock that jumps must not open a window twice, nor bring two polls of a task together (FAULTS 47).
 */
export interface RequestMemory {
  /** @returns ms to wait until `requests` more would fit into `per`; 0 when one may go now. */
  windowWait(door: Door, window: { requests: number; per: number }, monotonicMs: number): number;
  noteRequest(door: Door, per: number, monotonicMs: number): void;
  /** @returns ms until the task may be polled again. */
  pollWait(taskId: string, least: number, monotonicMs: number): number;
  notePoll(taskId: string, least: number, monotonicMs: number): void;
}

export function createMemory(): RequestMemory {
  const requests = new Map<string, number[]>();
  const polls = new Map<string, number>();
  const nameOf = ({ sandbox, channel }: Door) => `${sandbox} ${channel}`;
  return {
    windowWait(door, window, monotonicMs) {
      const sent = requests.get(nameOf(door)) ?? [];
      const oldest = sent.at(-window.requests);
      return oldest === undefined ? 0 : Math.max(0, oldest + window.per - monotonicMs);
    },
    noteRequest(door, per, monotonicMs) {
      const sent = requests.get(nameOf(door)) ?? [];
      requests.set(nameOf(door), [...sent.filter((at) => at > monotonicMs - per), monotonicMs]);
    },
    pollWait: (taskId, least, monotonicMs) =>
      Math.max(0, (polls.get(taskId) ?? Number.NEGATIVE_INFINITY) + least - monotonicMs),
    notePoll(taskId, least, monotonicMs) {
      for (const [id, at] of polls) if (at <= monotonicMs - least) polls.delete(id);
      polls.set(taskId, monotonicMs);
    },
  };
}

/** The memory of this process. */
export const requestMemory = (): RequestMemory => singleton("request-memory", createMemory);
