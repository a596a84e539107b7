import { HangUp, toResponse } from "./refusals";
import type { WireFault } from "./sentinels";

/** Does to a request what a fault says. @throws HangUp where the connection breaks, or the caller gave up waiting. */
export async function inflict(fault: WireFault, request: Request): Promise<Response> {
  if (fault === "stall") await aborted(request.signal);
  if (fault === "stall" || fault === "reset") throw new HangUp();
  return toResponse(fault);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
