import { rmSync } from "node:fs";
import { prepare } from "../../../scripts/prepare.mjs";

/** Builds what is to be tested, before several studios start at once; clears the run's folder away at its end. */
export default function prepareRun() {
  prepare();
  return () => {
    const folder = process.env.RUSHES_E2E_DIR;
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}
