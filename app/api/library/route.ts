import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { answer, json, refuse } from "@/lib/access/route";
import { isDay } from "@/lib/costs/calendar";
import { db } from "@/lib/db";
import { anchorOf, listLibrary } from "@/lib/library/read";
import { requestedScope } from "@/lib/library/request";

const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).optional(),
  after: z.string().optional(),
  before: z.string().optional(),
  day: z.string().refine(isDay).optional(),
});

/**
 * `GET /api/library?limit=&after=|before=|day=&tz=&…`: a page of the library, from its beginning, beside a cursor, or
 * from a day on. The rest of the parameters is the query (lib/library/query.ts).
 */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { searchParams } = new URL(request.url);
    const parsed = page.safeParse(Object.fromEntries(searchParams));
    if (!parsed.success) return malformed(String(parsed.error.issues[0]?.path[0]));
    const scope = await requestedScope(db(), searchParams);
    const anchor = anchorOf(scope, parsed.data);
    if (!anchor) return malformed(parsed.data.after === undefined ? "before" : "after");
    return json(await listLibrary(db(), scope, anchor, parsed.data.limit));
  });
}

async function malformed(field: string): Promise<Response> {
  const t = await getTranslations("action.failure");
  return refuse(400, { code: "malformed", field, message: t("parameter", { field }) });
}
