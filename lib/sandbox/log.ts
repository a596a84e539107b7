import type { ChannelId } from "./channels";

/** One request as the sandbox saw it. The key is never kept: the channel tells whose it was. */
export interface LoggedRequest {
  /** Arrival, ms since 1970 by the sandbox's clock. */
  at: number;
  method: string;
  /** Without the query: a link's signature is a secret too. */
  path: string;
  /** "cdn" for the second origin; null where the key is nobody's. */
  channel: ChannelId | "cdn" | null;
  /** Null until it is answered, and for good where the connection was broken instead. */
  status: number | null;
  /** The beginning of the prompt of a create that was valid. */
  prompt?: string;
}

const longest = 10_000;

/** Notes a request as the newest; the oldest are forgotten. @returns the entry, to be completed. */
export function note(log: LoggedRequest[], entry: LoggedRequest): LoggedRequest {
  log.push(entry);
  if (log.length > longest) log.shift();
  return entry;
}
