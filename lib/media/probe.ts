import "server-only";
import { z } from "zod";
import { runIsolatedScript } from "./isolated";

/** Why a file is not the film that was promised. */
export const probeFaults = [
  "empty",
  "notMp4",
  /** Without the index (`moov`) nothing can be played. */
  "noIndex",
  "noVideo",
  "truncated",
  /** The file contradicts itself, or nobody can make sense of it with reasonable work and memory. */
  "malformed",
] as const;
export type ProbeFault = (typeof probeFaults)[number];

const count = z.int().positive();
const videoFacts = z.object({
  /** In pixels as shown, turned upright. */
  width: count,
  height: count,
  /** Of the picture. */
  durationMs: count,
  /** As in RFC 6381, such as `avc1.640028`. */
  codec: z.string(),
  hasAudio: z.boolean(),
});
export type VideoFacts = z.infer<typeof videoFacts>;

const probeResult = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), facts: videoFacts }),
  z.object({ ok: z.literal(false), reason: z.enum(probeFaults) }),
]);
export type ProbeResult = z.infer<typeof probeResult>;

const limits = { timeoutMs: 60_000, maxOutputBytes: 64 * 1024 };

/**
 * Verifies that a file is a whole MP4 with a picture, and tells its facts (DESIGN "Archive"; FAULTS 37 to 39).
 * A file in fragments that ends between two of them cannot be told from a shorter one: compare lengths as well.
 * @throws Error when the file cannot be read or nobody could look at it: that says nothing about the file.
 */
export async function probeVideo(file: string): Promise<ProbeResult> {
  const outcome = await runIsolatedScript("lib/media/probe/child.ts", [file], limits);
  switch (outcome.kind) {
    case "done": {
      const parsed = probeResult.safeParse(JSON.parse(outcome.stdout.toString()));
      return parsed.success ? parsed.data : { ok: false, reason: "malformed" };
    }
    case "crashed":
      return { ok: false, reason: "malformed" };
    case "timedOut":
      throw new Error(`${file} could not be probed in time`);
    case "gaveUp":
      throw new Error(`${file} could not be probed: ${outcome.stderr}`);
    case "absent":
      throw new Error("Node could not be started to probe a file");
  }
}
