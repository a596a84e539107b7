import "server-only";
import type { Prisma } from "@/lib/db";
import { leastRoom } from "@/lib/storage/room";
import { dueBy, isAhead } from "@/lib/task/lease";
import { pausedModel } from "@/lib/task/pause";
import type { WorkerDeps } from "./deps";
import { type Door, usedSlots } from "./limiter";

/**
 * Which waiting tasks may be claimed now: those whose channel is neither paused, nor asked us to stay away, nor has
 * all its slots in use; none while the disk is nearly full. Only spares useless claims: the intent's transaction asks the slots and the window again.
 */
export async function openDoors(deps: WorkerDeps): Promise<Prisma.TaskWhereInput | null> {
  if ((await deps.roomLeft()) < leastRoom) return null;
  const waiting = await deps.db.task.groupBy({
    by: ["sandbox", "channel", "model"],
    where: { status: "waiting", ...dueBy(deps.clock.now()) },
  });
  const open: Prisma.TaskWhereInput[] = [];
  for (const { sandbox, channel, model } of waiting) {
    if (await isOpen(deps, { sandbox, channel }, model)) open.push({ sandbox, channel, model });
  }
  return open.length > 0 ? { OR: open } : null;
}

async function isOpen(deps: WorkerDeps, door: Door, model: string): Promise<boolean> {
  const fingerprint = deps.fingerprintOf(door);
  if (fingerprint === null) return false;
  const pauses = await deps.db.channelPause.findMany({ where: { ...door, fingerprint } });
  if (pauses.some((pause) => [null, model].includes(pausedModel(pause)))) return false;
  const quiet = await deps.db.channelQuiet.findUnique({ where: { sandbox_channel: door } });
  if (quiet && isAhead(quiet.until, deps.clock.now())) return false;
  const { slots } = deps.paceOf(door);
  return slots === null || (await usedSlots(deps.db, door)) < slots;
}
