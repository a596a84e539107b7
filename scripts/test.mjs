// `npm test`: from a bare clone to one line that tells how everything fared, the last it prints.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "./chromium.mjs";
import { prepare, root, StepFailed } from "./prepare.mjs";

const reports = mkdtempSync(path.join(tmpdir(), "rushes-reports-"));
process.chdir(root);

const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  prepare();
  add(vitest("unit", ["node", "dom"]));
  add(vitest("faults", ["faults"]));
  add(crashes());
  add(browserTests());
} catch (error) {
  console.error(error instanceof StepFailed ? error.message : error);
  add({ passed: 0, failed: 1, skipped: 0 });
}
rmSync(reports, { recursive: true, force: true });
process.exitCode = counts.failed > 0 ? 1 : 0;
if (counts.skipped > 0) console.log(`\n${counts.skipped} skipped`);
// Read by programs: always the last line, and always this plain.
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);

function add(result) {
  for (const name of Object.keys(counts)) counts[name] += result[name];
}

function vitest(name, projects) {
  const report = path.join(reports, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", ...projects.map((project) => `--project=${project}`), ...reporters];
  const status = run("node_modules/vitest/vitest.mjs", args);
  return tally(`vitest (${name})`, status, report, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + json.testResults.filter(isBroken).length,
    skipped: json.numPendingTests + json.numTodoTests,
  }));
}

/** A few lives of the built server, each cut short at random: always the same ones. */
function crashes() {
  const args = ["--import", "tsx", "test/crash/main.ts", "--rounds", "6", "--seed", "7"];
  const failed = run("--conditions=react-server", args) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, skipped: 0 };
}

function browserTests() {
  if (!chromium()) {
    throw new StepFailed(
      "The browser tests need Chromium. On Debian or Ubuntu: apt-get install chromium. Elsewhere, set CHROMIUM to its path.",
    );
  }
  const report = path.join(reports, "playwright.json");
  const status = run("node_modules/@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    RUSHES_E2E_DIR: path.join(reports, "e2e"),
  });
  return tally("playwright", status, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

function run(script, args, environment = {}) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: undefined, ...environment },
  });
  return status;
}

/** Whether a file could not even be loaded: then it has no tests that could fail. */
function isBroken(file) {
  return file.status === "failed" && file.assertionResults.length === 0;
}

/** A runner that broke, or ran nothing, counts as a failure, whatever its report says. */
function tally(runner, status, report, read) {
  if (!existsSync(report)) {
    console.error(`${runner} broke before it could report (exit code ${status}).`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { passed, failed, skipped } = read(JSON.parse(readFileSync(report, "utf8")));
  if (failed === 0 && (status !== 0 || passed === 0)) {
    console.error(`${runner} ended with exit code ${status} after ${passed} tests.`);
    return { passed, failed: 1, skipped };
  }
  return { passed, failed, skipped };
}
