/**
 * Days as the user's calendar has them. A zone is a name such as "Asia/Shanghai"; what the browser's `Intl` calls its
 * own. Pure, and the same in the browser.
 */

const dayMs = 86_400_000;
const halfDayMs = dayMs / 2;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", era: "short" },
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  formats.set(zone, format);
  return format;
}

/** Whether it is a zone that this machine knows. */
export function isZone(text: string): boolean {
  try {
    return text.length < 64 && formatOf(text) !== undefined;
  } catch {
    return false;
  }
}

/** How far a zone's clocks are ahead of UTC at a moment, in ms. */
export function offsetAt(ms: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    ...([part("year"), part("month") - 1, part("day")] as const),
    ...([part("hour"), part("minute"), part("second")] as const),
  );
  return local - Math.floor(ms / 1000) * 1000;
}

/** A day as it is written in a query: "2026-11-20". */
export const dayOf = (ms: number, zone: string): string => utcDay(ms + offsetAt(ms, zone));

export const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whether a text is a day that exists, in the years that ISO 8601 writes with four digits. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && utcDay(ms) === text;
}

/**
 * The first moment of a day, in ms since 1970. Where clocks are put forward at midnight it is the moment they are, and
 * where they are put back the second midnight: no moment belongs to two days.
 */
export function startOfDay(day: string, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - offsetAt(midnight, zone);
  const offsets = new Set([guess - halfDayMs, guess + halfDayMs].map((at) => offsetAt(at, zone)));
  const candidates = [...offsets].map((offset) => midnight - offset);
  const first = candidates.find((at) => dayOf(at, zone) >= day && dayOf(at - 1, zone) < day);
  return first ?? guess;
}

/** The day after. */
export const nextDay = (day: string): string => utcDay(Date.parse(`${day}T00:00:00Z`) + dayMs);
