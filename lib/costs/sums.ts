import type { Charge } from "@/lib/task/status";

/** What became of the money of some tasks, in micro-dollars. Pure; shared with the browser. */
export type Sums = Record<Charge, bigint>;

export const noSums = (): Sums => ({ charged: 0n, held: 0n, uncertain: 0n, released: 0n });

/** In the order they are shown: what is certain first. */
export const charges = ["charged", "held", "uncertain", "released"] as const satisfies Charge[];

export function addSums(a: Sums, b: Sums): Sums {
  const sums = noSums();
  for (const charge of charges) sums[charge] = a[charge] + b[charge];
  return sums;
}

/** What a budget must cover: all that was or may yet be paid. */
export const boundOf = ({ charged, held, uncertain }: Sums): bigint => charged + held + uncertain;
