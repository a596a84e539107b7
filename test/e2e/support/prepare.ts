import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { prepare } from "../../../scripts/prepare.mjs";

/**
 * Builds what is to be tested, before several studios start at once, and makes the folder of this run.
 * @returns what clears that folder away at the end.
 */
export default function prepareRun() {
  prepare();
  // Playwright hands the environment on to the processes that run the tests.
  process.env.RUSHES_E2E_DIR ??= mkdtempSync(path.join(tmpdir(), "rushes-e2e-"));
  const folder = process.env.RUSHES_E2E_DIR;
  mkdirSync(folder, { recursive: true });
  return () => rmSync(folder, { recursive: true, force: true });
}
