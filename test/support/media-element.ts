import { vi } from "vitest";

/** What jsdom's media element lacks: it neither plays nor loads, but remembers whether it was told to. */
export function fakeMediaElement() {
  let paused = true;
  const play = vi.fn(async () => {
    paused = false;
  });
  const pause = vi.fn(() => {
    paused = true;
  });
  const load = vi.fn();
  Object.assign(HTMLMediaElement.prototype, { play, pause, load });
  Object.defineProperty(HTMLMediaElement.prototype, "paused", {
    configurable: true,
    get: () => paused,
  });
  return { play, pause, load };
}
