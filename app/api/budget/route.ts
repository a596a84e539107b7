import { answer, json } from "@/lib/access/route";
import { systemClock } from "@/lib/clock";
import { readBudgetView } from "@/lib/costs/read-view";
import { db } from "@/lib/db";
import { env } from "@/lib/env";

/** `GET /api/budget`: what the owner has spent today and this month, and what the budget leaves. */
export const GET = (request: Request): Promise<Response> =>
  answer(request, async () => {
    const { monthBudgetMicros } = env();
    return json(await readBudgetView(db(), monthBudgetMicros, systemClock.now()));
  });
