"use server";

import { z } from "zod";
import { guarded } from "@/lib/access/action";
import { systemClock } from "@/lib/clock";
import { type BudgetForm, readBudgetForm } from "@/lib/costs/budget-form";
import { db } from "@/lib/db";
import { err, ok, type Result } from "@/lib/result";
import { writeBudget } from "@/lib/settings/budget";
import type { ActionFailure } from "./failure";

const text = z.string().max(100);
const form = z.object({ month: text, day: text, warn: text, timeZone: text });

/** Sets the owner's caps, when to warn, and whose days they are. It holds for the next press, in every process. */
export async function setBudget(asked: BudgetForm): Promise<Result<null, ActionFailure>> {
  return guarded(
    "setBudget",
    async () => {
      const parsed = form.safeParse(asked);
      const read = parsed.success ? readBudgetForm(parsed.data) : null;
      if (!read?.ok) return err({ kind: "malformed" });
      const { monthMicros, dayMicros, ...rest } = read.value;
      const exact = (micros: number | null) => (micros === null ? null : BigInt(micros));
      await writeBudget(
        db(),
        { ...rest, monthMicros: exact(monthMicros), dayMicros: exact(dayMicros) },
        systemClock.now(),
      );
      return ok(null);
    },
    "manage",
  );
}
