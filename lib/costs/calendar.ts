/**
 * Days of the calendar in a time zone, with the zone database of the runtime. Pure; shared with the browser.
 * A day is written as ISO 8601 does ("2026-11-20"), so days compare as text.
 */
export type IsoDay = string;

const minute = 60_000;
const dayMs = 24 * 60 * minute;
/** Zones lie between 12 hours behind UTC and 14 ahead, in minutes; a little more, to be safe. */
const widest = 15 * 60;

/** Whether a name means a time zone here: an IANA name such as "Asia/Shanghai", in any case. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a day that exists, of a century that films are made in: "2026-02-29" is not, nor is 9999-12-31. */
export const isDay = (text: string): boolean =>
  /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** The day that the zone's calendar shows at an instant. */
export function dayOf(at: Date, timeZone: string): IsoDay {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/**
 * The first instant of a day. Not always midnight: where clocks go forward at midnight the day begins at one o'clock,
 * and where they go back it begins once. Hence a search for when the calendar turns, to the minute, instead of a sum.
 */
export function startOfDay(day: IsoDay, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  let [before, after] = [-widest, widest];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(utc + middle * minute), timeZone) >= day) after = middle;
    else before = middle;
  }
  return new Date(utc + after * minute);
}

/** A day so many days later; earlier when negative. */
export const addDays = (day: IsoDay, days: number): IsoDay =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** How many days from one to another, both included. */
export const daysFrom = (from: IsoDay, to: IsoDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;

export const firstOfMonth = (day: IsoDay): IsoDay => `${day.slice(0, 7)}-01`;

/** The first day of the month so many months later; earlier when negative. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const first = new Date(`${firstOfMonth(day)}T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 10);
}

/** More than there are zones. */
const mostFormats = 700;

// Making a formatter costs far more than using it.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const digits = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const made = new Intl.DateTimeFormat("en-CA", { timeZone, calendar: "gregory", ...digits });
  // A zone can be spelt in any case, and requests name it: without an end they would fill the memory.
  if (formats.size >= mostFormats) formats.clear();
  formats.set(timeZone, made);
  return made;
}
