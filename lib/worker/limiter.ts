import "server-only";
import type { Pace } from "@/lib/catalogue/types";
import type { Db, Tx } from "@/lib/db";
import { slotStatuses } from "@/lib/task/status";

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

/**
 * Takes a place in the channel's sliding window, which all processes share through the database (DESIGN "limiter").
 * The place is taken before the request is sent, so that a crash can only make the window too careful.
 * Call it inside a transaction: SQLite's write lock makes check and write one.
 */
export async function takePlace(
  tx: Tx,
  door: Door,
  pace: Pace,
  kind: RequestKind,
  now: Date,
): Promise<Wait> {
  const quiet = await tx.channelQuiet.findUnique({
    where: { sandbox_channel: { sandbox: door.sandbox, channel: door.channel } },
  });
  if (quiet && quiet.until > now) return quiet.until;
  if (!pace.window) return null;

  const { requests, reserved } = pace.window;
  const per = pace.window.per + marginMs;
  const allowed = kind === "create" ? requests : Math.max(1, requests - reserved);
  const since = new Date(now.getTime() - per);
  await tx.channelRequest.deleteMany({ where: { ...doorKey(door), at: { lt: since } } });
  const recent = await tx.channelRequest.findMany({
    where: doorKey(door),
    orderBy: { at: "desc" },
    take: allowed,
    select: { at: true },
  });
  const oldest = recent[allowed - 1];
  if (oldest) return new Date(oldest.at.getTime() + per + 1);
  await tx.channelRequest.create({ data: { ...doorKey(door), at: now } });
  return null;
}

/** `takePlace` for a step that has nothing else to commit with it. */
export const takePlaceAlone = (
  db: Db,
  door: Door,
  pace: Pace,
  kind: RequestKind,
  now: Date,
): Promise<Wait> => db.$transaction((tx) => takePlace(tx, door, pace, kind, now));

/** Keeps away from a channel that asked for it (429, `Retry-After`); never shortens an earlier wait. */
export async function keepQuiet(db: Db, door: Door, until: Date): Promise<void> {
  const where = { sandbox_channel: { sandbox: door.sandbox, channel: door.channel } };
  await db.$transaction(async (tx) => {
    const row = await tx.channelQuiet.findUnique({ where });
    if (row && row.until >= until) return;
    await tx.channelQuiet.upsert({ where, create: { ...doorKey(door), until }, update: { until } });
  });
}

/** Jobs that occupy a slot upstream, or may do so. */
export const usedSlots = (tx: Tx, door: Door): Promise<number> =>
  tx.task.count({ where: { ...doorKey(door), status: { in: [...slotStatuses] } } });

const doorKey = ({ sandbox, channel }: Door) => ({ sandbox, channel });
