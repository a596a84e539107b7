import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { answer, json, refuse } from "@/lib/access/route";
import { db } from "@/lib/db";
import { decodeCursor } from "@/lib/task/cursor";
import { listTasks, taskFilters } from "@/lib/task/read";

const query = z.object({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z
    .string()
    .refine((text) => decodeCursor(text) !== null)
    .optional(),
  status: z.enum(taskFilters).optional(),
});

/** `GET /api/tasks?limit=&cursor=&status=`: one page, newest first. */
export async function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { searchParams } = new URL(request.url);
    const parsed = query.safeParse(Object.fromEntries(searchParams));
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0]);
      const t = await getTranslations("action.failure");
      return refuse(400, { code: "malformed", field, message: t("parameter", { field }) });
    }
    return json(await listTasks(db(), parsed.data));
  });
}
