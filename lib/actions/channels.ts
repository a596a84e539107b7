"use server";

import { guarded } from "@/lib/access/action";
import { findChannel } from "@/lib/catalogue/catalogue";
import { catalogue } from "@/lib/catalogue/load";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { err, ok, type Result } from "@/lib/result";
import { nudgeWorker } from "@/lib/task/nudge";
import * as pause from "@/lib/task/pause";
import type { ActionFailure } from "./failure";

/** Opens a paused channel again: its first waiting task finds out whether upstream agrees now. */
export async function resumeChannel(channelId: string): Promise<Result<null, ActionFailure>> {
  return guarded("resumeChannel", async () => {
    const channel = findChannel(catalogue(), String(channelId));
    if (!channel) return err({ kind: "notFound" });
    await pause.resumeChannel(db(), env().mode === "sandbox", channel.id);
    nudgeWorker();
    return ok(null);
  });
}
