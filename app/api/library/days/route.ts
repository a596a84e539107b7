import { answer, json } from "@/lib/access/route";
import { db } from "@/lib/db";
import { libraryDays } from "@/lib/library/days";
import { requestedScope } from "@/lib/library/request";

/** `GET /api/library/days?tz=&…`: how many of a query fall on each day, and how much room they take. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const scope = await requestedScope(db(), new URL(request.url).searchParams);
    return json(await libraryDays(db(), scope));
  });
}
