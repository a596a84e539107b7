import { addDays, addMonths, daysFrom, firstOfMonth, type IsoDay, isDay } from "./calendar";

/** Days of the owner's calendar, both included. Pure; shared with the browser. */
export interface DayRange {
  from: IsoDay;
  to: IsoDay;
}

export const presets = ["month", "lastMonth", "last7", "last30", "year"] as const;
export type Preset = (typeof presets)[number];

export function presetRange(preset: Preset, today: IsoDay): DayRange {
  switch (preset) {
    case "month":
      return { from: firstOfMonth(today), to: addDays(addMonths(today, 1), -1) };
    case "lastMonth":
      return { from: addMonths(today, -1), to: addDays(firstOfMonth(today), -1) };
    case "last7":
      return { from: addDays(today, -6), to: today };
    case "last30":
      return { from: addDays(today, -29), to: today };
    case "year":
      return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
  }
}

export const rangeFaults = ["noDay", "backwards", "tooLong"] as const;
/** Why two texts are no range, and which of them is to blame. The sentence is the message `costs.range.<code>`. */
export interface RangeFault {
  field: "from" | "to";
  code: (typeof rangeFaults)[number];
}

const longestYears = 10;

/** @returns null when the two days are a range that can be shown. */
export function checkRange(from: string, to: string): RangeFault | null {
  if (!isDay(from)) return { field: "from", code: "noDay" };
  if (!isDay(to)) return { field: "to", code: "noDay" };
  if (to < from) return { field: "to", code: "backwards" };
  return daysFrom(from, to) > longestYears * 366 ? { field: "to", code: "tooLong" } : null;
}

/** As many days as can still be told apart side by side; beyond, months are. */
const mostDays = 92;

/** Days or months that a range is shown by. The first and last month may be cut by the range. */
export function partsOf({ from, to }: DayRange): { unit: "day" | "month"; parts: DayRange[] } {
  const unit = daysFrom(from, to) <= mostDays ? "day" : "month";
  const lastOf = (day: IsoDay) => (unit === "day" ? day : addDays(addMonths(day, 1), -1));
  const parts: DayRange[] = [];
  for (let day = from; day <= to; day = addDays(parts.at(-1)?.to ?? to, 1)) {
    const end = lastOf(day);
    parts.push({ from: day, to: end < to ? end : to });
  }
  return { unit, parts };
}
