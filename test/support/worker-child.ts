import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { patiently } from "./patiently";
import type { TestStudio } from "./studio";
import type { Halt } from "./worker-process";

/** A worker in a process of its own, on the studio's database, files and time. */
export interface WorkerChild {
  /** Whether it has come to the point where it halts. */
  halted(): boolean;
  untilHalted(): Promise<void>;
  /** How many lines of what it said have these words. */
  said(words: string): number;
  /** Until there is one. */
  untilSaid(words: string): Promise<void>;
  /** Ends it with SIGKILL, wherever it is. */
  kill(): Promise<void>;
  /** Lets one that was stopped go on. */
  goOn(): void;
}

export async function startWorkerChild(
  studio: TestStudio,
  halt: Halt | null = null,
): Promise<WorkerChild> {
  const script = path.join(import.meta.dirname, "worker-process.ts");
  const node = ["--conditions=react-server", "--import", "tsx"];
  const args = [...node, script, JSON.stringify(studio.plan), JSON.stringify(halt)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => end(child));
  child.stdin.on("error", () => {});
  studio.nudges.add(() => child.stdin.write("\n"));

  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const untilSaid = (words: string) => patiently(() => expectSaid(lines, words, child));
  await untilSaid("ready");
  return {
    untilSaid,
    said: (words) => lines.filter((line) => line.includes(words)).length,
    halted: () => lines.some((line) => line.startsWith("at ")),
    async untilHalted() {
      await untilSaid("at ");
      if (halt?.how === "stop") await patiently(() => expectStopped(child));
    },
    kill: () => end(child),
    goOn: () => void child.kill("SIGCONT"),
  };
}

function expectSaid(lines: string[], words: string, { exitCode }: ChildProcess): void {
  if (lines.some((line) => line.includes(words))) return;
  throw new Error(
    `the worker (${exitCode ?? "alive"}) has not said "${words}": ${lines.join("\n")}`,
  );
}

function expectStopped({ pid }: ChildProcess): void {
  // Field 3 of proc(5) "stat"; elsewhere nobody tells.
  const stat = process.platform === "linux" ? readFileSync(`/proc/${pid}/stat`, "utf8") : ") T";
  if (!/\) [Tt]/.test(stat)) throw new Error("the worker has not stopped");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
