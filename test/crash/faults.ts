/**
 * What may go wrong upstream in a run, as sentinels of the sandbox (its README). Each passes or settles by itself: a run
 * must come to an end. Left out are lies that nobody can see through (`[[same-id]]`) and what lasts a day (`[[never]]`).
 */
const faults = {
  /** The POST is refused, and nothing is sold. */
  refused: ["400", "400-flat", "moderated", "401", "403-quota", "429", "429-date", "503-model"],
  /** The POST's outcome cannot be known. */
  lost: [
    ...["500", "502", "503", "504", "524", "reset"],
    ...["500-paid", "502-paid", "503-paid", "504-paid", "524-paid", "reset-paid"],
    ...["bad-json", "html", "no-id"],
  ],
  /** As above, but only after two minutes of silence. */
  silent: ["stall", "stall-paid"],
  job: ["slow", "job-fails", "job-moderated", "job-expired", "other-size", "other-length"],
  poll: [
    ...["poll-401", "poll-429", "poll-500", "poll-502", "poll-reset", "poll-late", "poll-stall"],
    ...["unknown-status", "progress", "relapse", "loose", "error-text"],
  ],
  link: ["no-link", "metadata-link", "cdn-403", "link-expired", "link-loopback", "link-redirect"],
  film: [
    ...["cut", "short", "long", "stall-body", "no-range", "wrong-range", "etag"],
    ...["film-html", "film-json", "not-mp4*1", "no-moov*2", "boxes-lie*1", "truncated*1"],
  ],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type FaultKind = keyof typeof faults;

export const faultsOf = (kind: FaultKind): readonly [string, ...string[]] => faults[kind];
