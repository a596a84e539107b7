import { answerCosts } from "@/lib/access/costs-route";
import { json } from "@/lib/access/route";
import { readBooksView } from "@/lib/costs/read-view";
import { db } from "@/lib/db";

/** `GET /api/costs?from=&to=&books=`: the books of a range of days. */
export const GET = (request: Request): Promise<Response> =>
  answerCosts(request, async (asked) => json(await readBooksView(db(), asked)));
