import { answer, json } from "@/lib/access/route";
import { db } from "@/lib/db";
import { libraryFacets } from "@/lib/library/facets";
import { requestedScope } from "@/lib/library/request";

/** `GET /api/library/facets?tz=&…`: the counts beside the filters of a query. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const scope = await requestedScope(db(), new URL(request.url).searchParams);
    return json(await libraryFacets(db(), scope));
  });
}
