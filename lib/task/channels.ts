import "server-only";
import { catalogue } from "@/lib/catalogue/load";
import type { ChannelPause, Db } from "@/lib/db";
import { env } from "@/lib/env";
import type { FailureKind } from "@/lib/failure";
import { keyFingerprint } from "@/lib/settings/keys";
import { leastRoom, roomLeft } from "@/lib/storage/room";
import { listPauses, pausedModel } from "./pause";
import { slotStatuses } from "./status";
import type { ChannelView } from "./view";

/** Every channel of the present mode: whether it can be used, why not, and how busy it is. */
export async function listChannels(database: Db): Promise<ChannelView[]> {
  const sandbox = env().mode === "sandbox";
  const fingerprintOf = (channel: string) => keyFingerprint(channel, sandbox);
  const [pauses, busy, waiting] = await Promise.all([
    listPauses(database, sandbox, fingerprintOf),
    countBy(database, { sandbox, status: { in: [...slotStatuses] } }),
    countBy(database, { sandbox, status: "waiting" }),
  ]);
  const full = await diskPause();
  return catalogue().channels.map((channel) => ({
    id: channel.id,
    hasKey: fingerprintOf(channel.id) !== null,
    pauses: [...full, ...pauses.filter((pause) => pause.channel === channel.id).map(pauseView)],
    slots: { used: busy.get(channel.id) ?? 0, of: channel.pace.slots },
    waiting: waiting.get(channel.id) ?? 0,
  }));
}

type PauseView = ChannelView["pauses"][number];

const pauseView = (pause: ChannelPause): PauseView => ({
  model: pausedModel(pause),
  kind: pause.kind as FailureKind,
  message: pause.message,
  pausedAt: pause.pausedAt.toISOString(),
});

/** A disk that is nearly full stops every channel, until there is room again. */
async function diskPause(): Promise<PauseView[]> {
  const left = await roomLeft(env().dataDir);
  if (left >= leastRoom) return [];
  const message = `${Math.floor(left / 1024 ** 2)} MB free, ${leastRoom / 1024 ** 2} MB needed`;
  return [{ model: null, kind: "storage", message, pausedAt: new Date().toISOString() }];
}

async function countBy(
  database: Db,
  where: NonNullable<Parameters<Db["task"]["count"]>[0]>["where"],
): Promise<Map<string, number>> {
  const rows = await database.task.groupBy({ by: ["channel"], where, _count: true });
  return new Map(rows.map((row) => [row.channel, row._count]));
}
