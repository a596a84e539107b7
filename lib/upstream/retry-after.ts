const longestMs = 60 * 60_000;

/**
 * How long upstream asks to wait (RFC 9110, 10.2.3): seconds, or a date. A date is read against the answer's own `Date`,
 * so that a wrong clock here does not matter.
 * @returns ms, at most an hour; undefined when nothing sensible is said.
 */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - dateOf(headers, now);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(Math.ceil(ms), 0), longestMs);
}

function dateOf(headers: Headers, now: Date): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? now.getTime() : date;
}
