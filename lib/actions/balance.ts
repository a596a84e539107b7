"use server";

import { guarded } from "@/lib/access/action";
import { systemClock } from "@/lib/clock";
import { db } from "@/lib/db";
import { ok, type Result } from "@/lib/result";
import * as balance from "@/lib/settings/balance";
import type { ActionFailure } from "./failure";

/** Asks for a new reading of the balance. It is not waited for: the page reads it when it is there. */
export async function refreshBalance(): Promise<Result<null, ActionFailure>> {
  return guarded("refreshBalance", async () => {
    balance.nudgeBalance();
    return ok(null);
  });
}

/** Begins the comparison of balance and books anew. */
export async function restartComparison(): Promise<Result<null, ActionFailure>> {
  return guarded(
    "restartComparison",
    async () => {
      await balance.restartComparison(db(), systemClock.now());
      return ok(null);
    },
    "manage",
  );
}
