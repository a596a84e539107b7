// `npm start`: from a bare clone to a studio that answers. Does again only what has changed.
import { spawnSync } from "node:child_process";
import { loadEnvFile } from "./env-file.mjs";
import { build, generate, install, main, root, StepFailed } from "./prepare.mjs";
import { serve } from "./serve.mjs";

process.chdir(root);
await main(async () => {
  install();
  loadEnvFile();
  const settings = checkedSettings();
  generate();
  build();
  const address = await serve(settings);
  const mode =
    settings.mode === "sandbox"
      ? "No key is set, so the built-in sandbox answers and nothing is paid."
      : "Live: films are made by API Yi and paid with your key.";
  console.log(`\nRushes is ready: ${settings.origin ?? address}\n${mode}\n`);
});

/** The environment and the catalogue, checked. @throws StepFailed with every fault. */
function checkedSettings() {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/check-env.ts"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new StepFailed(`Rushes cannot start.\n${stderr.trim()}`);
  return JSON.parse(stdout);
}
