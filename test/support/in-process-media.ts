import type { ChildOutcome } from "@/lib/media/isolated";
import { inspectVideo } from "@/lib/media/probe/inspect";

/**
 * Stands in for `lib/media/isolated` where films by the dozen are looked at: the same inspection without a process of
 * its own, and no decoder, so that posters are left to the browser. Isolation has tests of its own.
 */
export async function runIsolatedScript(script: string, args: string[]): Promise<ChildOutcome> {
  if (script !== "lib/media/probe/child.ts") return { kind: "absent" };
  const result = await inspectVideo(args[0] ?? "");
  return { kind: "done", stdout: Buffer.from(JSON.stringify(result)) };
}

export const runIsolated = async (): Promise<ChildOutcome> => ({ kind: "absent" });
