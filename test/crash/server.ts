import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** One life of the built server, in a process of its own. */
export interface Server {
  /** Its address once it answers, or null when it ended before. */
  address: Promise<string | null>;
  /** SIGKILL, right now. @throws when it had ended by itself. */
  kill(): Promise<void>;
  /** SIGTERM. @returns how long it took to end, in ms. */
  stop(): Promise<number>;
}

/** @param logFile what the server says is added to it. */
export function startServer(environment: Record<string, string>, logFile: string): Server {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "serve.mjs")], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile, { flags: "a" });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const exited = once(child, "exit");
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    if (hasEnded(child)) {
      const words = readFileSync(logFile, "utf8").slice(-2_000);
      throw new Error(
        `The server ended by itself (${child.signalCode ?? child.exitCode}):\n${words}`,
      );
    }
    const began = performance.now();
    child.kill(signal);
    await exited;
    return performance.now() - began;
  };
  return {
    address: Promise.race([addressFrom(child), exited.then(() => null)]),
    async kill() {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function addressFrom(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve) => {
    child.stdout?.on("data", (chunk) => {
      said = (said + chunk).slice(-10_000);
      const [, address] = /^(http:\/\/\S+)$/m.exec(said) ?? [];
      if (address) resolve(address);
    });
  });
}

const result = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.looseObject({ kind: z.string() }) }),
]);
export type ActionAnswer = z.infer<typeof result>;

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** Where the built server takes an action: its id, and a page that has it. */
export interface ActionRoute {
  id: string;
  path: string;
}

/** @param root of the project. @returns the route of an action by its name; it throws when no page uses the action. */
export function readActions(root: string): (name: string) => ActionRoute {
  const file = path.join(root, ".next", "server", "server-reference-manifest.json");
  const { node } = manifest.parse(JSON.parse(readFileSync(file, "utf8")));
  const routes = Object.entries(node).map(
    ([id, { exportedName, workers }]) =>
      [exportedName, { id, path: pathOf(Object.keys(workers)) }] as const,
  );
  return (name) => {
    const route = new Map(routes).get(name);
    if (!route) throw new Error(`no page of the built studio has the action ${name}`);
    return route;
  };
}

/** The address of a page that has the action: `app/(studio)/library/page` is `/library`. */
function pathOf(pages: readonly string[]): string {
  const paths = pages.map((page) => page.replace(/^app|\/page$|\/\([^/]+\)/g, "") || "/");
  return paths.toSorted((a, b) => a.length - b.length)[0] ?? "/";
}

/**
 * Calls a server action as its page does.
 * @throws when no whole answer came: then nobody knows whether it was done.
 */
export async function callAction(
  address: string,
  { id, path }: ActionRoute,
  args: readonly unknown[],
  signal: AbortSignal,
): Promise<ActionAnswer> {
  const response = await fetch(address + path, {
    method: "POST",
    headers: { "Next-Action": id, Origin: address, "Content-Type": "text/plain;charset=UTF-8" },
    body: JSON.stringify(args),
    signal,
  });
  // React's flight format: what the action returned is row 1.
  const text = await response.text();
  const [, row] = /^1:(.*)$/m.exec(text) ?? [];
  if (row === undefined) throw new LostAnswerError(`${response.status}: ${text.slice(0, 200)}`);
  return result.parse(JSON.parse(row));
}

/** The server said something that is no answer: a page of its own, or half of one. */
export class LostAnswerError extends Error {
  override name = "LostAnswerError";
}
