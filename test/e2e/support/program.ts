import { spawn } from "node:child_process";
import path from "node:path";

/** The root of the project, from where its programs are started. */
export const root = path.resolve(import.meta.dirname, "../../..");

/** How a program ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Since it was asked to end. */
  ms: number;
}

/** A program of the project, run as a person would run it. */
export interface Program {
  /** Everything it has printed so far. */
  output(): string;
  /** Sends a signal and waits until the process is gone; at once when it is gone already. */
  end(signal: NodeJS.Signals): Promise<Ending>;
}

type Environment = Record<string, string>;

/**
 * Starts a program and waits until it announces itself.
 * @param args of node.
 * @param announcement what it prints when it is ready.
 * @returns the program, and the announcement as it was matched.
 * @throws Error with all that it printed, when it ends before that.
 */
export async function start(args: string[], environment: Environment, announcement: RegExp) {
  const { child, output, ended } = run(args, environment);
  const announced = await new Promise<RegExpMatchArray>((resolve, reject) => {
    child.stdout.on("data", () => {
      const match = output().match(announcement);
      if (match) resolve(match);
    });
    void ended.then(({ code, signal }) =>
      reject(new Error(`${args.join(" ")} ended early (${signal ?? code}):\n${output()}`)),
    );
  });
  const program: Program = {
    output,
    async end(signal) {
      const asked = performance.now();
      child.kill(signal);
      return { ...(await ended), ms: performance.now() - asked };
    },
  };
  return { program, announced };
}

/** Runs a program to its end. */
export async function runToEnd(args: string[], environment: Environment) {
  const { output, ended } = run(args, environment);
  const { code } = await ended;
  return { code, output: output() };
}

function run(args: string[], environment: Environment) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => printed.push(data));
  }
  // Should the test runner itself be ended, nothing of ours goes on.
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const ended = new Promise<Omit<Ending, "ms">>((resolve) => {
    child.once("close", (code, signal) => {
      process.off("exit", killWithUs);
      resolve({ code, signal });
    });
  });
  return { child, output: () => Buffer.concat(printed).toString(), ended };
}
