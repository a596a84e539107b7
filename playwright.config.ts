import { defineConfig } from "@playwright/test";
import { chromium } from "./scripts/chromium.mjs";

/** Tests start the studios they need themselves, on free ports and on data of their own: see test/e2e/support. */
export default defineConfig({
  testDir: "test/e2e",
  globalSetup: "./test/e2e/support/prepare.ts",
  timeout: 180_000,
  // Long, because a busy machine renders the sandbox's films in its own time: it only delays a failure.
  expect: { timeout: 60_000 },
  fullyParallel: true,
  workers: 2,
  // Whole servers are killed and raced here: once more before a busy machine is taken for a fault. A flake is listed.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  reporter: "list",
  use: {
    locale: "en-US",
    // A trace of every test takes a quarter longer: `npx playwright test --trace on` where one is wanted.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--autoplay-policy=no-user-gesture-required",
      ],
    },
  },
  projects: [
    // Mostly waiting, so it goes first, beside what keeps the processor busy.
    { name: "process", testDir: "test/e2e/process" },
    { name: "sandbox", testDir: "test/e2e/sandbox" },
    // One studio and one bill: its tests run one after the other.
    { name: "live", testDir: "test/e2e/live", workers: 1 },
  ],
});
