/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

const singleRange = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/i;

/**
 * Reads a `Range` header against something `size` bytes long (RFC 9110 section 14).
 * @returns "whole" when there is none, when it is malformed or of another unit (to be ignored, 14.2), and when it asks
 * for several ranges at once (which a server may answer whole); "unsatisfiable" when it lies beyond the end (416).
 */
export function parseRange(
  header: string | null,
  size: number,
): ByteRange | "whole" | "unsatisfiable" {
  const match = singleRange.exec(header ?? "");
  if (!match) return "whole";
  const [, first, last, suffix] = match;
  if (suffix !== undefined) return lastBytes(Number(suffix), size);
  const start = Number(first);
  if (last && Number(last) < start) return "whole";
  if (start >= size) return "unsatisfiable";
  return { start, end: last ? Math.min(Number(last), size - 1) : size - 1 };
}

function lastBytes(count: number, size: number): ReturnType<typeof parseRange> {
  if (count === 0 || size === 0) return "unsatisfiable";
  return { start: Math.max(0, size - count), end: size - 1 };
}
