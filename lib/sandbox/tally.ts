/** Counts how often things happened, so that a fault can pass after its first few hits. Forgotten when the process ends. */
export interface Tally {
  /** Counts one more. @returns how often it has happened, this time included. */
  count(key: string): number;
  /** Whether a fault that hits `times` requests (null: every one) still hits this one; counts it. */
  hits(key: string, times: number | null): boolean;
  clear(): void;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  const count = (key: string) => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
  return {
    count,
    hits: (key, times) => times === null || count(key) <= times,
    clear: () => counts.clear(),
  };
}
