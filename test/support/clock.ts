import type { Clock } from "@/lib/clock";

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves wall clock and monotonic clock together. */
  advance(ms: number): void;
}

export function testClock(start = "2026-11-20T12:00:00.000Z"): TestClock {
  const epoch = Date.parse(start);
  let elapsed = 0;
  return {
    now: () => new Date(epoch + elapsed),
    monotonic: () => elapsed,
    advance(ms) {
      elapsed += ms;
    },
  };
}
