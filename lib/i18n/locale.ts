/** The languages of the studio; the first one is the fallback. */
export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];

/** The cookie that remembers a language chosen by hand. */
export const localeCookie = "locale";

export const isLocale = (value: unknown): value is Locale =>
  locales.some((locale) => locale === value);

/**
 * The language for an `Accept-Language` header (RFC 9110, 12.5.4): the most wanted one that we speak, whatever its
 * region or script; English when there is none.
 */
export function negotiateLocale(header: string | null): Locale {
  const wanted = (header ?? "").split(",").map(readRange);
  const best = wanted
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language)
    .find(isLocale);
  return best ?? locales[0];
}

function readRange(range: string): { language: string; quality: number } {
  const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
  const q = parameters.map((parameter) => parameter.trim()).find((text) => text.startsWith("q="));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return { language: tag.split("-")[0] ?? "", quality: Number.isFinite(quality) ? quality : 0 };
}
