import "server-only";
import { type ExecFileException, execFile } from "node:child_process";

/** How a child process ended. */
export type ChildOutcome =
  | { kind: "done"; stdout: Buffer }
  /** It gave up by itself. */
  | { kind: "gaveUp"; exitCode: number; stderr: string }
  /** It crashed, or took too much memory or work, or said too much: most likely because of what it was given. */
  | { kind: "crashed"; why: string }
  /** It was not done in time, perhaps because the machine is busy. */
  | { kind: "timedOut" }
  /** There is no such program here. */
  | { kind: "absent" };

export interface ChildLimits {
  /** By the clock on the wall. */
  timeoutMs: number;
  maxOutputBytes: number;
}

/** Memory that a child may allocate, in KiB: a frame of 16 megapixels is decoded within it, a bomb is not. */
const maxMemoryKib = 1024 * 1024;
/** Work that a child may do; the kernel counts, so that a busy machine is not mistaken for an endless loop. */
const maxCpuSeconds = 20;

/** Not the operator's PATH, which only `env.ts` may read: the places where systems install programs. */
const programFolders = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin";

/** Sets the limits that the system offers, then becomes the command, at low priority: the server goes first. */
const becomeBounded =
  '(ulimit -d "$0") 2>/dev/null && ulimit -d "$0"; ulimit -t "$1"; shift; exec nice "$@"';

/**
 * Runs a program on a file that may be hostile, where it can do no harm: in a process of its own with bounded memory,
 * time and output, and without our environment, which holds keys. Windows bounds only time and output.
 * @throws Error when no process could be started at all.
 */
export function runIsolated(
  command: string,
  args: readonly string[],
  { timeoutMs, maxOutputBytes }: ChildLimits,
): Promise<ChildOutcome> {
  const options = {
    env: { NODE_ENV: "production", PATH: programFolders },
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: maxOutputBytes,
    encoding: "buffer",
    windowsHide: true,
  } as const;
  const [program, programArgs] = boundedCommand(command, args);
  return new Promise((resolve, reject) => {
    // The program is no part of the build: without the note the bundler would trace the whole project.
    execFile(/* turbopackIgnore: true */ program, programArgs, options, (error, stdout, stderr) => {
      if (!error) return resolve({ kind: "done", stdout });
      const outcome = outcomeOf(error, stderr.toString());
      if (outcome) resolve(outcome);
      else reject(new Error(`Could not start ${command}`, { cause: error }));
    });
  });
}

const nodeArgs = ["--conditions=react-server", "--import=tsx", "--max-old-space-size=256"];

/**
 * Runs one of our own scripts in the same way, named from the project's root, which is the working folder: in
 * production this module lies in a bundle and its own place tells nothing.
 */
export const runIsolatedScript = (
  script: string,
  args: readonly string[],
  limits: ChildLimits,
): Promise<ChildOutcome> => runIsolated(process.execPath, [...nodeArgs, script, ...args], limits);

function boundedCommand(command: string, args: readonly string[]): [string, string[]] {
  if (process.platform === "win32") return [command, [...args]];
  const bounds = [String(maxMemoryKib), String(maxCpuSeconds)];
  return ["/bin/sh", ["-c", becomeBounded, ...bounds, command, ...args]];
}

function outcomeOf(error: ExecFileException, stderr: string): ChildOutcome | null {
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return { kind: "crashed", why: "it said too much" };
  }
  if (error.killed) return { kind: "timedOut" };
  if (error.signal) return { kind: "crashed", why: `it ended by ${error.signal}` };
  // 126 and 127 are the shell's words for a program that cannot be run or is not there.
  if (error.code === "ENOENT" || error.code === 126 || error.code === 127)
    return { kind: "absent" };
  if (typeof error.code !== "number") return null;
  return { kind: "gaveUp", exitCode: error.code, stderr: stderr.trim().slice(-2000) };
}
