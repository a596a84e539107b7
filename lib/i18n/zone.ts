/** Where the browser tells its time zone, so that the server can group by the user's days from the first page on. */
export const zoneCookie = "tz";

/** Written by the browser on its first visit. @param zone "Asia/Shanghai". */
export const zoneCookieText = (zone: string): string =>
  `${zoneCookie}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
