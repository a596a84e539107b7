import { test as base } from "@playwright/test";
import { type Keys, type SandboxServer, startSandboxServer } from "./sandbox-server";
import { type Studio, type StudioOptions, startStudio } from "./studio";

interface Fixtures {
  /** Starts a studio for this test alone. */
  start: (options?: StudioOptions) => Promise<Studio>;
  /** Starts what stands for API Yi, for this test alone. */
  startUpstream: (keys: Keys) => Promise<SandboxServer>;
  /** Watches every page: an error that nobody expects fails the test. */
  quietPages: undefined;
}

// A page that is not there, and a server that was ended, are what some tests are about.
const expectedError = /^Failed to load resource/;

/** The test that all others are made of. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  start: async ({}, use, testInfo) => {
    const started: Studio[] = [];
    await use(async (options) => {
      const studio = await startStudio(options);
      started.push(studio);
      return studio;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, studio] of started.entries()) {
      await studio.end("SIGKILL");
      if (failed) await testInfo.attach(`studio-${index}.log`, { body: studio.output() });
    }
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  startUpstream: async ({}, use) => {
    const started: SandboxServer[] = [];
    await use(async (keys) => {
      const server = await startSandboxServer(keys);
      started.push(server);
      return server;
    });
    for (const server of started) await server.end("SIGKILL");
  },
  quietPages: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on("weberror", (error) => errors.push(String(error.error())));
      context.on("console", (message) => {
        if (message.type() === "error" && !expectedError.test(message.text())) {
          errors.push(message.text());
        }
      });
      await use(undefined);
      test.expect(errors, "errors that the browser reported").toEqual([]);
    },
    { auto: true },
  ],
});

export const { expect } = test;
