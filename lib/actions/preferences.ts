"use server";

import { cookies } from "next/headers";
import { atTheDoor } from "@/lib/access/action";
import { isLocale, type Locale, localeCookie } from "@/lib/i18n/locale";
import { err, ok, type Result } from "@/lib/result";
import type { ActionFailure } from "./failure";

const aYear = 365 * 24 * 60 * 60;

/** Remembers the language in this browser; the page is then rendered anew in it. */
export async function setLocale(locale: Locale): Promise<Result<null, ActionFailure>> {
  return atTheDoor("setLocale", async () => {
    // An action's argument is whatever the request carries, so its type is only a claim.
    if (!isLocale(locale)) return err({ kind: "notFound" });
    (await cookies()).set(localeCookie, locale, { maxAge: aYear, sameSite: "lax", httpOnly: true });
    return ok(null);
  });
}
