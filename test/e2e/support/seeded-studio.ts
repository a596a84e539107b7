import { test as base } from "./page-test";
import { runToEnd } from "./program";
import { environmentOf, type Studio, startStudio, temporaryFolder } from "./studio";

/** Enough for many screens, several years and days with many films. */
const films = 400;

const seedScript = [
  "--conditions=react-server",
  "--import",
  "tsx",
  "test/e2e/support/seed-library.ts",
];

/** A studio whose library is full, shared by the tests of a worker. What one changes, the next one finds. */
export const test = base.extend<{ baseURL: string }, { studio: Studio }>({
  studio: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const dataDir = temporaryFolder("library");
      const seeded = await runToEnd([...seedScript, String(films)], environmentOf({ dataDir }));
      if (seeded.code !== 0) throw new Error(`the library was not seeded:\n${seeded.output}`);
      const studio = await startStudio({ dataDir });
      await use(studio);
      await studio.end("SIGKILL");
    },
    { scope: "worker", timeout: 150_000 },
  ],
  baseURL: ({ studio }, use) => use(studio.url),
});

export const { expect } = test;
