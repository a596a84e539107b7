import { answer, json } from "@/lib/access/route";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { readBalanceView } from "@/lib/settings/balance";

/** `GET /api/costs/balance`: what API Yi says is left, beside our own books. */
export const GET = (request: Request): Promise<Response> =>
  answer(request, async () => json(await readBalanceView(db(), env().consoleToken !== null)));
