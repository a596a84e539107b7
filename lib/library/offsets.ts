const dayMs = 86_400_000;

interface Period {
  /** When the next one begins, in ms since 1970. */
  until: number;
  offset: number;
}

/** No zone changes its clocks twice within a week. */
const weekMs = 7 * dayMs;

/** The offsets that a zone had between two moments, in order. */
export function offsetsBetween(from: number, to: number, zone: string): Period[] {
  const periods: Period[] = [];
  let offset = offsetAt(from, zone);
  for (let at = from; at < to; at += weekMs) {
    const next = offsetAt(at + weekMs, zone);
    if (next === offset) continue;
    periods.push({ until: changeBetween(at, at + weekMs, zone), offset });
    offset = next;
  }
  return [...periods, { until: Number.POSITIVE_INFINITY, offset }];
}

/** The moment at which the clocks are changed, to the second. */
function changeBetween(from: number, to: number, zone: string): number {
  const before = offsetAt(from, zone);
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000, zone) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
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
