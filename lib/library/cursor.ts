import "server-only";
import type { Sort } from "./query";

/** A place in an order of the library. The task that was there may be gone: the place still counts. */
export interface Cursor {
  /** What is sorted by before time; null where nothing is. */
  key: bigint | null;
  place: bigint;
}

const keyed: Record<Sort, boolean> = { newest: false, oldest: false, dearest: true, longest: true };
const largest = 2n ** 63n - 1n;

/** Such as "newest.1826337822515200" or "dearest.400000.1826337822515200". */
export const encodeCursor = (sort: Sort, { key, place }: Cursor): string =>
  [sort, ...(key === null ? [] : [key]), place].join(".");

/** @returns null for what is not a cursor of this order. */
export function decodeCursor(sort: Sort, text: string): Cursor | null {
  const [name, ...numbers] = text.split(".");
  if (name !== sort || numbers.length !== (keyed[sort] ? 2 : 1)) return null;
  if (!numbers.every((each) => /^\d{1,19}$/.test(each) && BigInt(each) <= largest)) return null;
  const place = BigInt(numbers.at(-1) ?? 0);
  return { key: keyed[sort] ? BigInt(numbers[0] ?? 0) : null, place };
}
