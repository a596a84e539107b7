import { z } from "zod";
import { answer, json, refuse } from "@/lib/access/route";
import { db } from "@/lib/db";
import { neighboursIn } from "@/lib/library/neighbours";
import { requestedScope } from "@/lib/library/request";

/** `GET /api/library/neighbours?id=&tz=&…`: what comes before and after a task in a query's list. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { searchParams } = new URL(request.url);
    const id = z.uuid().safeParse(searchParams.get("id"));
    const scope = await requestedScope(db(), searchParams);
    const found = id.success && (await neighboursIn(db(), scope, id.data));
    return found ? json(found) : refuse(404, { code: "notFound" });
  });
}
