/** Why a reading of our own API did not arrive. */
export type RequestFault =
  /** The server was not reached: it is down, or the connection broke. */
  | { kind: "unreachable" }
  /** It answered with another status than 200. */
  | { kind: "refused"; status: number }
  /** It answered, but not in a shape this page understands: most likely another version of the studio. */
  | { kind: "unreadable" };

/** What `fetchJson` throws; the screen picks its words by `fault`, never by the message. */
export class RequestError extends Error {
  override name = "RequestError";
  constructor(
    readonly fault: RequestFault,
    options?: ErrorOptions,
  ) {
    super(fault.kind === "refused" ? `The studio answered ${fault.status}.` : fault.kind, options);
  }
}

/** Whether asking again by itself may help: everything but a plain refusal. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof RequestError && error.fault.kind === "refused" && error.fault.status < 500);

/** Whether the studio does not know any more who asks (RFC 9110, 15.5.2). */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof RequestError && error.fault.kind === "refused" && error.fault.status === 401;

/**
 * Reads one of the studio's own GET handlers.
 * @param read turns the body into what is asked for, and throws when it cannot.
 * @throws RequestError; an abort passes through as it is, since React Query knows it.
 */
export async function fetchJson<T>(
  url: string,
  read: (body: unknown) => T,
  signal?: AbortSignal,
): Promise<T> {
  const response = await reach(url, signal);
  if (!response.ok) throw new RequestError({ kind: "refused", status: response.status });
  try {
    return read(await response.json());
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new RequestError({ kind: "unreadable" }, { cause });
  }
}

async function reach(url: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, headers: { accept: "application/json" } });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new RequestError({ kind: "unreachable" }, { cause });
  }
}
