/** What a 206 says of its body (RFC 9110, 14.4). */
export interface ContentRange {
  start: number;
  /** Length of the whole file, where it is told. */
  total: number | null;
}

/** @returns null when the header is missing or cannot be read: then nobody knows where the body belongs. */
export function contentRangeOf(headers: Headers): ContentRange | null {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(
    headers.get("content-range")?.trim() ?? "",
  );
  if (!match) return null;
  const [, start, , total] = match;
  return { start: Number(start), total: total === "*" ? null : Number(total) };
}

/** The length that the answer's own body announces, in bytes; null when it does not. */
export function contentLengthOf(headers: Headers): number | null {
  const value = headers.get("content-length")?.trim() ?? "";
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}
