// Brings a clone, however bare, to where it can be served or tested: dependencies, database clients, build. Each is made
// only when what it is made of has changed. Runs before node_modules exists, so it imports nothing but Node itself.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A step failed, and has said why. */
export class StepFailed extends Error {
  name = "StepFailed";
}

/** Does all of it. @throws StepFailed */
export function prepare() {
  install();
  generate();
  build();
}

/** @throws StepFailed on a Node that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StepFailed(`Rushes needs Node.js 20.19 or newer; this is ${process.version}.`);
}

/** `npm ci`, when the lockfile or what the native packages were built for has changed. */
export function install() {
  requireNode();
  const { platform, arch, versions } = process;
  const made = fingerprint(["package-lock.json"], platform, arch, versions.modules);
  whenChanged("node_modules/.rushes-stamp", made, () => {
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
    step(
      "Installing dependencies (a minute or two)",
      npm ? process.execPath : "npm",
      npm ? [npm, ...args] : args,
      ownHeaders(),
    );
  });
}

/** better-sqlite3 may have to be compiled: with the headers that came with this Node, where they did, none are downloaded. */
function ownHeaders() {
  const prefix = path.resolve(process.execPath, "../..");
  const header = path.join(prefix, "include/node/node_version.h");
  const fits = `#define NODE_MODULE_VERSION ${process.versions.modules}\n`;
  if (!existsSync(header) || !readFileSync(header, "utf8").includes(fits)) return {};
  return { npm_config_nodedir: prefix };
}

/** Prisma's clients, when the schema has changed. */
export function generate() {
  const made = fingerprint(["package-lock.json", "prisma"]);
  whenChanged("prisma/generated/.rushes-stamp", made, () => {
    step("Generating the database clients", process.execPath, [
      "--import",
      "tsx",
      "prisma/generate.ts",
    ]);
  });
}

const sources = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "global.d.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** `next build`, when a source has changed. */
export function build() {
  whenChanged(".next/.rushes-stamp", fingerprint(sources), () => {
    step("Building the studio (about a minute)", process.execPath, [next, "build"], {
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
    });
  });
}

const next = "node_modules/next/dist/bin/next";

/** The names of server actions are derived from it: kept, so that a page left open outlives a new build. */
function actionsKey() {
  const file = path.join(path.resolve(root, process.env.RUSHES_DATA_DIR || "data"), "actions.key");
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

/** Runs a command quietly, and shows what it said when it fails. @throws StepFailed */
export function step(title, command, args, environment = {}) {
  const started = Date.now();
  console.log(`${title} ...`);
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    stdio: ["inherit", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    process.stderr.write(Buffer.concat([stdout ?? Buffer.of(), stderr ?? Buffer.of()]));
    throw new StepFailed(
      `${title}: failed (${error?.message ?? signal ?? `exit code ${status}`}).`,
    );
  }
  console.log(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function whenChanged(stampFile, made, make) {
  const file = path.join(root, stampFile);
  if (existsSync(file) && readFileSync(file, "utf8") === made) return;
  // What is interrupted half-way must not pass for what was there before.
  rmSync(file, { force: true });
  make();
  writeFileSync(file, made);
}

/** A hash over words and over the content of files and folders; tests and generated files do not count. */
function fingerprint(entries, ...words) {
  const hash = createHash("sha256").update(words.join("\n"));
  for (const file of entries.flatMap((entry) => [...filesIn(path.join(root, entry))])) {
    hash.update(`\n${path.relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function* filesIn(entry) {
  const stats = statSync(entry, { throwIfNoEntry: false });
  if (stats?.isFile() && !/\.test\.tsx?$/.test(entry)) yield entry;
  if (!stats?.isDirectory() || path.basename(entry) === "generated") return;
  for (const name of readdirSync(entry).sort()) yield* filesIn(path.join(entry, name));
}

/** Runs the main part of a script; a failed step ends it with its message and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StepFailed ? error.message : error);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(prepare);
