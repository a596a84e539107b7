import "server-only";
import { catalogue } from "@/lib/catalogue/load";
import { type Db, db } from "@/lib/db";
import { env } from "@/lib/env";
import type { FailureKind } from "@/lib/failure";
import { keyFingerprint } from "@/lib/settings/keys";
import { listPauses, pausedModel } from "./pause";
import { slotStatuses } from "./status";
import type { ChannelView } from "./view";

/** Every channel of the present mode: whether it can be used, why not, and how busy it is. */
export async function listChannels(database: Db = db()): Promise<ChannelView[]> {
  const sandbox = env().mode === "sandbox";
  const fingerprintOf = (channel: string) => keyFingerprint(channel, sandbox);
  const [pauses, busy, waiting] = await Promise.all([
    listPauses(database, sandbox, fingerprintOf),
    countBy(database, { sandbox, status: { in: [...slotStatuses] } }),
    countBy(database, { sandbox, status: "waiting" }),
  ]);
  return catalogue().channels.map((channel) => ({
    id: channel.id,
    hasKey: fingerprintOf(channel.id) !== null,
    pauses: pauses
      .filter((pause) => pause.channel === channel.id)
      .map((pause) => ({
        model: pausedModel(pause),
        kind: pause.kind as FailureKind,
        message: pause.message,
        pausedAt: pause.pausedAt.toISOString(),
      })),
    slots: { used: busy.get(channel.id) ?? 0, of: channel.pace.slots },
    waiting: waiting.get(channel.id) ?? 0,
  }));
}

async function countBy(
  database: Db,
  where: NonNullable<Parameters<Db["task"]["count"]>[0]>["where"],
): Promise<Map<string, number>> {
  const rows = await database.task.groupBy({ by: ["channel"], where, _count: true });
  return new Map(rows.map((row) => [row.channel, row._count]));
}
