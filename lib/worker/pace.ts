import type { Pace } from "@/lib/catalogue/types";

const hour = 3_600_000;

/** The same pace in a world that runs `scale` times as fast: the sandbox's. */
export function scalePace(pace: Pace, scale: number): Pace {
  const scaled = (ms: number) => Math.ceil(ms / scale);
  return {
    ...pace,
    firstPoll: scaled(pace.firstPoll),
    poll: scaled(pace.poll),
    slow: scaled(pace.slow),
    retention: scaled(pace.retention),
    typical: [scaled(pace.typical[0]), scaled(pace.typical[1])],
    window: pace.window && { ...pace.window, per: scaled(pace.window.per) },
  };
}

/**
 * When to look at a job next. Regular until it counts as slow, then ever more rarely, hourly at most: a deadline ends
 * no task by itself (DESIGN "pace").
 * @param submittedAt when the POST was sent, UTC.
 */
export function nextPollAt(pace: Pace, submittedAt: Date, now: Date): Date {
  const elapsed = now.getTime() - submittedAt.getTime();
  if (elapsed < pace.firstPoll) {
    return new Date(Math.max(submittedAt.getTime() + pace.firstPoll, now.getTime()));
  }
  const interval =
    elapsed < pace.slow ? pace.poll : Math.min(Math.max(pace.poll, elapsed / 10), hour);
  return new Date(now.getTime() + interval);
}

/** Whether a job has been rendering beyond the channel's usual time. */
export const isSlow = (pace: Pace, submittedAt: Date, now: Date): boolean =>
  now.getTime() - submittedAt.getTime() >= pace.slow;

/**
 * Exponential backoff with jitter, so that tasks that failed together do not come back together.
 * @param attempts failures so far, from 1.
 * @param random in [0, 1).
 * @returns ms: between the half and the whole of `base * 2^(attempts - 1)`, capped.
 */
export function backoff(
  attempts: number,
  { base, cap }: { base: number; cap: number },
  random: number,
): number {
  const whole = Math.min(cap, base * 2 ** Math.min(attempts - 1, 30));
  return Math.round(whole * (0.5 + random / 2));
}
