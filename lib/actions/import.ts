"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import { findChannel } from "@/lib/catalogue/catalogue";
import { catalogue } from "@/lib/catalogue/load";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { err, ok, type Result } from "@/lib/result";
import { keyFingerprint } from "@/lib/settings/keys";
import { adoptJob } from "@/lib/task/adopt";
import { nudgeWorker } from "@/lib/task/nudge";
import type { ActionFailure } from "./failure";

const job = z.object({
  channel: z.string().max(100),
  /** Opaque, but it travels in a URL (UPSTREAM section 1, "Relays vary"). */
  upstreamId: z
    .string()
    .trim()
    .regex(/^(?!\.+$)[\x21-\x7e]{1,256}$/),
});

/**
 * Takes on a job of this key that was made elsewhere. Nothing is sent: the worker looks at it, and fetches its film; an
 * id that upstream does not know fails there, in words.
 */
export async function importUpstream(
  input: z.input<typeof job>,
): Promise<Result<{ taskId: string }, ActionFailure>> {
  return guarded("importUpstream", async () => {
    const parsed = job.safeParse(input);
    if (!parsed.success) return err({ kind: "adoption", refusal: "malformed" });
    const channel = findChannel(catalogue(), parsed.data.channel);
    const sandbox = env().mode === "sandbox";
    if (!channel)
      return err({ kind: "input", faults: [{ field: "channel", code: "channelUnknown" }] });
    if (keyFingerprint(channel.id, sandbox) === null) {
      return err({ kind: "input", faults: [{ field: "channel", code: "noKey" }] });
    }
    const { upstreamId } = parsed.data;
    const adopted = await adoptJob(db(), { channel, upstreamId, sandbox }, systemClock.now());
    if (adopted === "taken") return err({ kind: "adoption", refusal: "taken" });
    nudgeWorker();
    return ok({ taskId: adopted });
  });
}
