import { existsSync } from "node:fs";

/** The browser of the tests: CHROMIUM, or where Debian puts it; undefined where there is none. */
export const chromium = () =>
  [process.env.CHROMIUM, "/usr/bin/chromium"].find((file) => file && existsSync(file));
