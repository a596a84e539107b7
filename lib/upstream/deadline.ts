/** Something took longer than it may. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
}

/**
 * A signal that fires with the caller's, or when a time that was allowed runs out. The time can be started anew, which
 * `AbortSignal.timeout` cannot: a download may take long as long as bytes keep coming.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal;
  readonly #follow = () => this.#controller.abort(this.#caller.reason);
  #timer: NodeJS.Timeout | undefined;

  constructor(caller: AbortSignal) {
    this.#caller = caller;
    if (caller.aborted) this.#follow();
    else caller.addEventListener("abort", this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now on `what` may take `ms`, instead of what was allowed before. */
  allow(ms: number, what: string): void {
    this.rest();
    const expire = () => this.#controller.abort(new TimeoutError(`${what} took over ${ms} ms`));
    this.#timer = setTimeout(expire, ms);
  }

  /** Nothing is being waited for. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  /** It is over: neither time nor the caller can fire it any more. */
  end(): void {
    this.rest();
    this.#caller.removeEventListener("abort", this.#follow);
  }
}

/** The promise's outcome, or the signal's reason as soon as it fires. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
