/**
 * The one vocabulary for what can go wrong with a task, from the wire to the screen.
 * Each kind has a sentence in the messages (`failure.<kind>`): what happened, and what next.
 */
export const failureKinds = [
  "auth", // 401: the key was refused
  "permission", // 403: the key's group or model is not set up
  "quota", // no balance
  "noChannel", // 503 model_not_found: retired model or wrong group
  "badInput", // 400: a parameter was refused
  "moderated", // content policy
  "rateLimited", // 429
  "notFound", // the id is unknown upstream
  "notReady", // asked for too early
  "upstream", // upstream broke, or said something we cannot read
  "network", // the connection broke or timed out
  "interrupted", // the studio stopped while it was being sent, or a backup from that time was restored
  "notSent", // provably never left this machine
  "expired", // rendered, but deleted upstream before it was saved
  "badFile", // what arrived is not the video that was promised
  "unsafeLink", // the result link points somewhere it must not
  "storage", // our disk or bucket refused
  "imageLost", // the image that the film begins with is not what was kept: it was not sent
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** Whether upstream billed for it; "unknown" where nobody can tell from here. */
export type Charged = "no" | "yes" | "unknown";

export interface Failure {
  kind: FailureKind;
  charged: Charged;
  /** Upstream's own words where there are some, redacted and bounded; shown as text, never as markup. */
  message: string;
  httpStatus?: number;
  /** Upstream's request id, for a support ticket. */
  requestId?: string;
  /** How long upstream asks us to wait, in ms. */
  retryAfterMs?: number;
  /** The body as it came, redacted and bounded, kept as evidence. */
  raw?: string;
}
