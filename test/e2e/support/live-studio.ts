import { liveEnvironment } from "./live-environment";
import { test as base } from "./page-test";
import { type SandboxServer, startSandboxServer } from "./sandbox-server";
import { type Studio, startStudio } from "./studio";

/** In every key of the tests, and nowhere else: wherever it turns up, a key has leaked. */
export const canary = "CANARYx7Q2m";

/** No key looks like API Yi's: what hides them must know them, not their look. */
export const keys = { official: `live/${canary}+official`, async: `live/${canary}+async` };

interface WorkerFixtures {
  /** What stands for API Yi: the sandbox over HTTP. */
  upstream: SandboxServer;
  /** A studio with keys, which believes in it. */
  studio: Studio;
}

/** For the studio in earnest: keys, real HTTP, a bill. The tests of this project run one after the other. */
export const test = base.extend<{ baseURL: string }, WorkerFixtures>({
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const upstream = await startSandboxServer(keys);
      await use(upstream);
      await upstream.end("SIGKILL");
    },
    { scope: "worker", timeout: 60_000 },
  ],
  studio: [
    async ({ upstream }, use) => {
      const studio = await startStudio({ environment: liveEnvironment(upstream) });
      await use(studio);
      await studio.end("SIGKILL");
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: ({ studio }, use) => use(studio.url),
});

export const { expect } = test;
