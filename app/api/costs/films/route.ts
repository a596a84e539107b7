import { answerCosts } from "@/lib/access/costs-route";
import { json } from "@/lib/access/route";
import { listFilms } from "@/lib/costs/films";
import { spanOf } from "@/lib/costs/read-view";
import { db } from "@/lib/db";
import { readBudget } from "@/lib/settings/budget";

/** `GET /api/costs/films?from=&to=&books=&charge=&channel=&model=&cursor=`: the tasks behind the figures. */
export const GET = (request: Request): Promise<Response> =>
  answerCosts(request, async ({ range, ...asked }) => {
    const { timeZone } = await readBudget(db());
    return json(await listFilms(db(), { ...asked, span: spanOf(range, timeZone) }));
  });
