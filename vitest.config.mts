import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
/** Real processes that are killed, stopped and raced: they have a run of their own (`npm run test:faults`). */
const slow = ["test/faults/**/*.test.ts", "test/crash/crash.test.ts"];

export default defineConfig({
  resolve: {
    alias: { "@": root, "server-only": path.join(root, "test/support/server-only.ts") },
  },
  test: {
    maxWorkers: 2,
    // A key of the developer's must never get in: tests pay nothing.
    env: { API_YI_OFFICIAL_KEY: "", API_YI_ASYNC_KEY: "", API_YI_CONSOLE_TOKEN: "" },
    globalSetup: ["test/support/global-setup.ts"],
    setupFiles: ["test/support/setup.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["{lib,prisma,test,scripts,app}/**/*.test.ts"],
          exclude: ["test/e2e/**", ...slow],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          environment: "node",
          include: slow,
          // What takes long here is a busy machine; what hangs says so before (`time-lapse.ts`).
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: "dom",
          environment: "jsdom",
          include: ["{components,lib,app}/**/*.test.tsx"],
          // A busy machine renders slowly; no test waits this long for anything.
          testTimeout: 30_000,
        },
      },
    ],
  },
});
