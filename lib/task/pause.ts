import "server-only";
import type { ChannelPause, Db } from "@/lib/db";
import type { Failure } from "@/lib/failure";

/** Which door is closed: a channel of the sandbox or of the real API Yi, or one model of it. */
export interface PauseTarget {
  sandbox: boolean;
  channel: string;
  /** Null for the whole channel. */
  model: string | null;
}

// SQL treats null as distinct in a key, so the whole channel is the empty model.
const wholeChannel = "";

/**
 * Stops sending to a channel or model that upstream refuses for a reason no retry cures (UPSTREAM "Errors": 401, 403,
 * no balance, no channel). Waiting tasks keep waiting.
 * @param fingerprint of the key that was refused: a pause does not outlive it.
 */
export async function pauseChannel(
  db: Db,
  target: PauseTarget,
  failure: Failure,
  fingerprint: string,
  now: Date,
): Promise<void> {
  const key = {
    sandbox: target.sandbox,
    channel: target.channel,
    model: target.model ?? wholeChannel,
  };
  const state = { kind: failure.kind, message: failure.message, fingerprint };
  await db.channelPause.upsert({
    where: { sandbox_channel_model: key },
    create: { ...key, ...state, pausedAt: now },
    update: state,
  });
}

/** Opens a channel again with all its models: the next waiting task finds out whether upstream agrees. */
export async function resumeChannel(db: Db, sandbox: boolean, channel: string): Promise<void> {
  await db.channelPause.deleteMany({ where: { sandbox, channel } });
}

/** Pauses that hold for the present keys. */
export async function listPauses(
  db: Db,
  sandbox: boolean,
  fingerprintOf: (channel: string) => string | null,
): Promise<ChannelPause[]> {
  const rows = await db.channelPause.findMany({ where: { sandbox }, orderBy: { pausedAt: "asc" } });
  return rows.filter((row) => row.fingerprint === fingerprintOf(row.channel));
}

export const pausedModel = (row: ChannelPause): string | null =>
  row.model === wholeChannel ? null : row.model;
