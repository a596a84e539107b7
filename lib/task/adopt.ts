import "server-only";
import { randomUUID } from "node:crypto";
import { pixelsOf } from "@/lib/catalogue/catalogue";
import type { Channel } from "@/lib/catalogue/types";
import { type Db, isUniqueViolation } from "@/lib/db";
import { addEntries } from "@/lib/search/entries";
import { freePlace } from "./place";

export interface Adoption {
  channel: Channel;
  upstreamId: string;
  sandbox: boolean;
}

/**
 * Records a job of this key that was made elsewhere, as if it had been sent from here: the worker looks at it, and
 * fetches its film. Nothing is ever sent for it, and its price is none of ours: whoever made it has paid. What it was to
 * be is not known until it is here; until then the channel's defaults stand for it.
 * @returns the task's id, or "taken" when a task of this studio owns the job already.
 */
export async function adoptJob(db: Db, adoption: Adoption, now: Date): Promise<string | "taken"> {
  const { upstreamId, sandbox } = adoption;
  const where = { sandbox, channel: adoption.channel.id, upstreamId };
  if (await db.task.findFirst({ where, select: { id: true } })) return "taken";
  try {
    return await record(db, adoption, now);
  } catch (error) {
    if (isUniqueViolation(error)) return "taken";
    throw error;
  }
}

function record(db: Db, { channel, upstreamId, sandbox }: Adoption, now: Date): Promise<string> {
  const [model] = channel.models;
  const [size] = model?.sizes ?? [];
  if (!model || !size) throw new Error(`the channel ${channel.id} offers nothing`);
  const { width, height } = pixelsOf(size);
  return db.$transaction(async (tx) => {
    const place = await freePlace(tx, now);
    const { id } = await tx.task.create({
      data: {
        ...{ intentKey: `adopted ${randomUUID()}`, take: 0, place, origin: "adopted" },
        ...{ sandbox, channel: channel.id, model: model.id, prompt: upstreamId, upstreamId },
        ...{ seconds: model.defaultSeconds, size, aspect: width / height, priceMicros: 0n },
        ...{ status: "queued", submittedAt: now, dueAt: now },
        ...{ heldAt: now, createdAt: now, updatedAt: now },
        events: { create: { at: now, to: "queued", detail: "Made elsewhere with the same key." } },
      },
    });
    await addEntries(tx, [{ place, prompt: upstreamId, title: null, tags: [] }]);
    return id;
  });
}
