import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { chromium } from "./scripts/chromium.mjs";

// Playwright reads this file once in each of its processes: the first one's folder must be everybody's.
process.env.RUSHES_E2E_DIR ??= mkdtempSync(path.join(tmpdir(), "rushes-e2e-"));
const folder = process.env.RUSHES_E2E_DIR;

/** The studio as a user starts it, on data of its own. A key of the developer's must never get in: tests pay nothing. */
function studio(name: string, port: number, environment: Record<string, string>) {
  return {
    command: "node scripts/start.mjs",
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 } as const,
    stdout: "ignore" as const,
    env: {
      HOST: "127.0.0.1",
      PORT: String(port),
      RUSHES_DATA_DIR: path.join(folder, name),
      DATABASE_URL: "",
      RUSHES_CATALOGUE: "",
      API_YI_BASE_URL: "",
      API_YI_LINK_ORIGINS: "",
      API_YI_OFFICIAL_KEY: "",
      API_YI_ASYNC_KEY: "",
      LOG_LEVEL: "warn",
      ...environment,
    },
  };
}

const sandboxPort = 3210;

export default defineConfig({
  testDir: "test/e2e",
  timeout: 60_000,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: "list",
  use: {
    locale: "en-US",
    trace: "retain-on-failure",
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
  projects: [{ name: "sandbox", use: { baseURL: `http://127.0.0.1:${sandboxPort}` } }],
  webServer: [studio("sandbox", sandboxPort, { RUSHES_SANDBOX_SPEED: "20" })],
});
