import { writeFileSync } from "node:fs";
import path from "node:path";
import type { SandboxServer } from "./sandbox-server";
import { temporaryFolder } from "./studio";

/** What makes a studio use a sandbox server in earnest, at its speed. */
export const liveEnvironment = (upstream: SandboxServer): Record<string, string> => ({
  ...upstream.environment,
  RUSHES_CATALOGUE: writeFastCatalogue(temporaryFolder("catalogue"), upstream.speed),
  LOG_LEVEL: "debug",
});

/**
 * Writes an operator's catalogue file with the channels' pace (UPSTREAM section 1) made faster, so that a studio in live
 * mode keeps step with a sandbox of that speed and within its limits.
 * @returns its path, for `RUSHES_CATALOGUE`.
 */
function writeFastCatalogue(folder: string, speed: number): string {
  const poll = Math.ceil(30_000 / speed);
  const times = { firstPollMs: poll, pollMs: poll };
  // A quarter longer than upstream's: requests that leave evenly may arrive in a bunch.
  const perMs = Math.ceil((60_000 / speed) * 1.25);
  const file = path.join(folder, "catalogue.json");
  writeFileSync(
    file,
    JSON.stringify({
      "sora-official": { pace: times },
      "sora-async": {
        pace: { ...times, window: { requests: 10, perMs, reserved: 1 }, slots: 5 },
      },
    }),
  );
  return file;
}
