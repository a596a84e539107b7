/** How long upstream may take, in ms. */
export interface Timeouts {
  /** A create, whole. Longer than the 100 s after which Cloudflare itself answers 524: its answer says more than silence. */
  create: number;
  /** One look at a job, whole. */
  poll: number;
  /** The head of a film's answer, redirects included. */
  head: number;
  /** Between two pieces of a film. */
  stall: number;
  /** A film, whole. Upstream closes at 60 s (UPSTREAM "Errors"); a link may point anywhere. */
  film: number;
}

export const timeouts: Timeouts = {
  create: 120_000,
  poll: 30_000,
  head: 30_000,
  stall: 30_000,
  film: 15 * 60_000,
};
