import "server-only";
import type { Logger } from "pino";
import type { Pace } from "@/lib/catalogue/types";
import type { Clock } from "@/lib/clock";
import type { Db, Task } from "@/lib/db";
import type { Storage } from "@/lib/storage/contract";
import type { Upstream } from "@/lib/upstream/contract";
import type { Ask, RequestKind } from "./limiter";
import type { RequestMemory } from "./memory";
import type { Spool } from "./spool";

/** What a task says of whom to ask for it. */
export type Addressee = Pick<Task, "channel" | "sandbox">;

/** The world as the worker sees it; a test replaces any part of it. */
export interface WorkerDeps {
  db: Db;
  clock: Clock;
  /** In [0, 1), for jitter. */
  random: () => number;
  log: Logger;
  storage: Storage;
  /** Bytes that may still be written where films are kept. */
  roomLeft(): Promise<number>;
  spool: Spool;
  memory: RequestMemory;
  /** @throws Error when the channel is gone from the catalogue or has no key. */
  upstreamFor(task: Addressee): Upstream;
  /** The channel's pace, in the time of whoever answers. */
  paceOf(task: Addressee): Pace;
  /** Which key a pause belongs to; null when the channel has none. */
  fingerprintOf(task: Addressee): string | null;
}

/** What a step asks the limiter with. */
export const askFor = (deps: WorkerDeps, task: Addressee, kind: RequestKind): Ask => ({
  door: { sandbox: task.sandbox, channel: task.channel },
  pace: deps.paceOf(task),
  kind,
  clock: deps.clock,
  memory: deps.memory,
});
