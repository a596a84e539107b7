"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { err, ok, type Result } from "@/lib/result";
import * as store from "@/lib/task/fetch-again";
import { nudgeWorker } from "@/lib/task/nudge";
import type { ActionFailure } from "./failure";

/** Has a film fetched again that the studio had given up on. */
export async function fetchAgain(id: string): Promise<Result<null, ActionFailure>> {
  return guarded("fetchAgain", async () => {
    const task = z.uuid().safeParse(id);
    if (!task.success) return err({ kind: "notFound" });
    const obstacle = await store.fetchAgain(db(), task.data, systemClock.now());
    if (obstacle === "notFound") return err({ kind: "notFound" });
    if (obstacle !== null) return err({ kind: "tooLate", status: obstacle });
    nudgeWorker();
    return ok(null);
  });
}
