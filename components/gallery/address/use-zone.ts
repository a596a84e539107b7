"use client";

import { useEffect, useState } from "react";
import { zoneCookieText } from "@/lib/i18n/zone";

/** The time zone whose days are meant. @param guessed what the server took it for; the browser knows better. */
export function useZone(guessed: string): string {
  const [zone, setZone] = useState(guessed);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setZone(own);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    if (own !== guessed) document.cookie = zoneCookieText(own);
  }, [guessed]);
  return zone;
}
