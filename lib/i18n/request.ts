import "server-only";
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, localeCookie, negotiateLocale } from "./locale";
import { messages } from "./messages/all";

/** The language of a request: the one chosen by hand, else what the browser asks for. No URL says it. */
export default getRequestConfig(async ({ locale: asked }) => {
  const chosen = asked ?? (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen)
    ? chosen
    : negotiateLocale((await headers()).get("accept-language"));
  return {
    locale,
    messages: messages[locale],
    // The browser renders with the server's zone too, so that both write the same page.
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
});
