/**
 * Figures as people read them, in their language. Pure: time and locale come in, text goes out. Nothing here rounds
 * money, and nothing here knows the message files.
 */

const microsPerDollar = 1_000_000n;

/**
 * Micro-dollars as dollars, exact: at least two decimals, as many more as the sum needs ("$1.60", "$0.0042").
 * @param micros a bigint, or the safe integer that JSON carries.
 */
export function formatMoney(micros: bigint | number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  }).format(dollarsOf(BigInt(micros)));
}

/** As a decimal text: it reaches the formatter without passing through a float. */
function dollarsOf(micros: bigint): `${number}` {
  const size = micros < 0n ? -micros : micros;
  const fraction = String(size % microsPerDollar).padStart(6, "0");
  const text = `${micros < 0n ? "-" : ""}${size / microsPerDollar}.${fraction}`;
  return text as `${number}`;
}

/** A clock for something that counts: "0:07", "12:30", "1:02:09". Whole seconds, rounded down. */
export function formatClock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [
    Math.floor(total / 3600),
    Math.floor(total / 60) % 60,
    total % 60,
  ];
  const tail = `${hours ? String(minutes).padStart(2, "0") : minutes}:${String(seconds).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}

/** A length in its largest fitting unit: "8 sec", "3 min", "2 hr". */
export function formatDuration(ms: number, locale: string): string {
  const { amount, unit } = measure(ms);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: unit === "second" && amount < 10 ? 1 : 0,
  }).format(amount);
}

/** A range of lengths in one unit: "3–5 min". The unit is that of the longer one. */
export function formatDurationRange(fromMs: number, toMs: number, locale: string): string {
  const { amount, unit } = measure(toMs);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 0,
  }).formatRange((fromMs / toMs) * amount, amount);
}

function measure(ms: number): { amount: number; unit: "second" | "minute" | "hour" } {
  const seconds = ms / 1000;
  if (seconds < 90) return { amount: seconds, unit: "second" };
  if (seconds < 90 * 60) return { amount: seconds / 60, unit: "minute" };
  return { amount: seconds / 3600, unit: "hour" };
}

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A file's size in decimal units, as disks and downloads count: "3.4 MB". */
export function formatBytes(bytes: number, locale: string): string {
  const step = Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  const amount = bytes / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: byteUnits[step],
    unitDisplay: "short",
    maximumFractionDigits: step > 0 && amount < 100 ? 1 : 0,
  }).format(amount);
}

const relativeSteps = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

/** How long ago: "now", "3 minutes ago", "yesterday"; beyond a week the date. */
export function formatRelative(from: Date, now: Date, locale: string): string {
  const ago = now.getTime() - from.getTime();
  if (ago > 7 * 86_400_000) return formatDate(from, locale);
  const step = relativeSteps.find(({ ms }) => ago >= ms);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return step
    ? relative.format(-Math.floor(ago / step.ms), step.unit)
    : relative.format(0, "second");
}

function formatDate(at: Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(at);
}

/** A day of the calendar as the catalogue writes it ("2026-11-20"): the same day in every time zone. */
export const formatDay = (isoDay: string, locale: string): string =>
  formatDate(new Date(`${isoDay}T00:00:00Z`), locale, "UTC");

/** The month of a day: "Nov 2026". */
export const formatMonth = (isoDay: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${isoDay}T00:00:00Z`),
  );

/** A moment: "Nov 20, 2026, 12:03:09". @param timeZone the reader's own by default. */
export function formatDateTime(at: Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  }).format(at);
}

/** "1280x720" for the eye: "1280 × 720". */
export const formatSize = (size: string): string => size.replace("x", " × ");
