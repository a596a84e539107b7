/** A sliding window: at most so many requests in any stretch of `per` ms. */
export interface RequestWindow {
  /** Counts a request at `now` (ms). @returns 0, or for how many ms it comes too early; such a request is not counted. */
  take(now: number): number;
  clear(): void;
}

export function createWindow(requests: number, per: number): RequestWindow {
  let taken: number[] = [];
  return {
    take(now) {
      taken = taken.filter((at) => now - at < per);
      const oldest = taken.at(-requests);
      if (oldest !== undefined) return oldest + per - now;
      taken.push(now);
      return 0;
    },
    clear() {
      taken = [];
    },
  };
}
