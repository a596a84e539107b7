import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits in real time until a check stops throwing; `vi.waitFor` would move a clock that stands still.
 * @throws what the check threw last.
 */
export async function patiently(check: () => unknown, timeoutMs = 120_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return void (await check());
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await sleep(20);
  }
}
