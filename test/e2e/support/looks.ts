import type { BrowserContext } from "@playwright/test";

/** The widths, languages and themes that every screen is looked at in. */
export const widths = [1440, 768, 390];
export const locales = ["en", "zh"] as const;
export const themes = ["dark", "light"] as const;

/** Sets the language and the theme of a browser before it opens a page. */
export async function choose(
  context: BrowserContext,
  url: string,
  { locale, theme }: { locale: string; theme: string },
) {
  await context.addCookies([{ name: "locale", value: locale, url }]);
  await context.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme);
}
