import "server-only";
import type { Pace } from "@/lib/catalogue/types";
import type { Clock } from "@/lib/clock";
import type { Db, Tx } from "@/lib/db";
import { isAhead } from "@/lib/task/lease";
import { slotStatuses } from "@/lib/task/status";
import type { RequestMemory } from "./memory";

/**
 * A request that left later may arrive sooner after the one before it than it was sent: upstream counts arrivals. In ms,
 * not scaled with a faster world, because the way there is not.
 */
const marginMs = 1_000;

/** The door that a request goes through: each has its own window, quiet time and slots. */
export interface Door {
  sandbox: boolean;
  channel: string;
}

/** "create" may use the whole window, anything else leaves the reserved part of it to the user's next submit. */
export type RequestKind = "create" | "other";

/** Null when the request may be sent now, else when to ask again. */
export type Wait = Date | null;

/** What a place in the window is asked with. */
export interface Ask {
  door: Door;
  pace: Pace;
  kind: RequestKind;
  clock: Clock;
  memory: RequestMemory;
}

/**
 * Takes a place in the channel's sliding window, which all processes share through the database (DESIGN "limiter").
 * The place is taken before the request is sent, so that a crash can only make the window too careful.
 * Call it inside a transaction: SQLite's write lock makes check and write one.
 */
export async function takePlace(tx: Tx, { door, pace, kind, clock, memory }: Ask): Promise<Wait> {
  const now = clock.now();
  const quiet = await tx.channelQuiet.findUnique({ where: { sandbox_channel: doorKey(door) } });
  if (quiet && isAhead(quiet.until, now)) return quiet.until;
  if (!pace.window) return null;

  const per = pace.window.per + marginMs;
  const { requests, reserved } = pace.window;
  const allowed = kind === "create" ? requests : Math.max(1, requests - reserved);
  const monotonic = clock.monotonic();
  const remembered = memory.windowWait(door, { requests: allowed, per }, monotonic);
  if (remembered > 0) return new Date(now.getTime() + remembered);
  const stored = await storedWait(tx, door, { allowed, per }, now);
  if (stored) return stored;
  await tx.channelRequest.create({ data: { ...doorKey(door), at: now } });
  memory.noteRequest(door, per, monotonic);
  return null;
}

/** What the requests of all processes leave free. */
async function storedWait(
  tx: Tx,
  door: Door,
  { allowed, per }: { allowed: number; per: number },
  now: Date,
): Promise<Wait> {
  const since = new Date(now.getTime() - per);
  // Times that lie ahead were written before the clock was set back: they say nothing.
  const ahead = new Date(now.getTime() + per);
  await tx.channelRequest.deleteMany({
    where: { ...doorKey(door), OR: [{ at: { lt: since } }, { at: { gt: ahead } }] },
  });
  const recent = await tx.channelRequest.findMany({
    where: doorKey(door),
    orderBy: { at: "desc" },
    take: allowed,
    select: { at: true },
  });
  const oldest = recent[allowed - 1];
  return oldest ? new Date(oldest.at.getTime() + per + 1) : null;
}

/** `takePlace` for a step that has nothing else to commit with it. */
export const takePlaceAlone = (db: Db, ask: Ask): Promise<Wait> =>
  db.$transaction((tx) => takePlace(tx, ask));

/** Keeps away from a channel that asked for it (429, `Retry-After`); never shortens an earlier wait. */
export async function keepQuiet(db: Db, door: Door, until: Date): Promise<void> {
  const where = { sandbox_channel: doorKey(door) };
  await db.$transaction(async (tx) => {
    const row = await tx.channelQuiet.findUnique({ where });
    if (row && isAhead(row.until, until)) return;
    await tx.channelQuiet.upsert({ where, create: { ...doorKey(door), until }, update: { until } });
  });
}

/** Jobs that occupy a slot upstream, or may do so. */
export const usedSlots = (tx: Tx, door: Door): Promise<number> =>
  tx.task.count({ where: { ...doorKey(door), status: { in: [...slotStatuses] } } });

const doorKey = ({ sandbox, channel }: Door) => ({ sandbox, channel });
