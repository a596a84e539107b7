import "server-only";
import type { Db } from "@/lib/db";
import type { Door } from "./limiter";

/** Which channels have told that they have no list of jobs (FAULTS 24): a setting, so that a restart does not ask again. */
const keyOf = ({ sandbox, channel }: Door) =>
  `upstream.noList.${sandbox ? "sandbox" : "live"}.${channel}`;

export async function hasNoList(db: Db, door: Door): Promise<boolean> {
  return (await db.setting.count({ where: { key: keyOf(door) } })) > 0;
}

export async function rememberNoList(db: Db, door: Door, now: Date): Promise<void> {
  const row = { value: true, updatedAt: now };
  const key = keyOf(door);
  await db.setting.upsert({ where: { key }, create: { key, ...row }, update: row });
}
