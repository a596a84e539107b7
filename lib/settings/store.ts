import "server-only";
import type { z } from "zod";
import type { Db, Tx } from "@/lib/db";

/**
 * A setting that the interface can change, as one row.
 * @returns null when it was never set, or when another version wrote what this one cannot read.
 */
export async function readSetting<Shape extends z.ZodType>(
  db: Db | Tx,
  key: string,
  shape: Shape,
): Promise<z.infer<Shape> | null> {
  const row = await db.setting.findUnique({ where: { key } });
  const parsed = row && shape.safeParse(row.value);
  return parsed?.success ? parsed.data : null;
}

/** @param value plain JSON. */
export async function writeSetting(
  db: Db | Tx,
  key: string,
  value: NonNullable<Parameters<Db["setting"]["create"]>[0]>["data"]["value"],
  now: Date,
): Promise<void> {
  const row = { value, updatedAt: now };
  await db.setting.upsert({ where: { key }, create: { key, ...row }, update: row });
}
