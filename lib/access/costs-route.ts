import "server-only";
import { getTranslations } from "next-intl/server";
import { type CostsRequest, costsQuery } from "./costs-query";
import { answer, refuse } from "./route";

/** Authorises and parses a read of the books, then answers it. */
export async function answerCosts(
  request: Request,
  read: (asked: CostsRequest) => Promise<Response>,
): Promise<Response> {
  return answer(request, async () => {
    const parsed = costsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (parsed.success) return read(parsed.data);
    const field = String(parsed.error.issues[0]?.path[0]);
    const t = await getTranslations("action.failure");
    return refuse(400, { code: "malformed", field, message: t("parameter", { field }) });
  });
}
