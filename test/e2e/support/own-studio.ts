import { test as base } from "./page-test";
import type { Studio } from "./studio";

/** For what must not be disturbed, or would disturb others: an empty studio for each test, on its sandbox. */
export const test = base.extend<{ studio: Studio }>({
  studio: ({ start }, use) => start().then(use),
  baseURL: ({ studio }, use) => use(studio.url),
});

export const { expect } = test;
