/** Time as an argument: a test steers it, the worker takes `systemClock`. */
export interface Clock {
  /** Wall clock, UTC. For what is stored and shown. */
  now(): Date;
  /** Milliseconds that never run backwards. For intervals, so that a changed wall clock cannot shorten one (FAULTS 47). */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
};
