import "server-only";
import { type ChildOutcome, runIsolated, runIsolatedScript } from "../isolated";

/** Draws a telling frame of a film, or the one at `atMs`, as a PNG on its standard output. */
export type Decoder = (film: string, atMs: number | null) => Promise<ChildOutcome>;

const limits = { timeoutMs: 60_000, maxOutputBytes: 64 * 1024 * 1024 };
/** The exit code by which `decode.ts` says that its platform has no decoder. */
const noDecoder = 3;

/** The optional package, in a process of its own. */
export const nativeDecoder: Decoder = async (film, atMs) => {
  const args = atMs === null ? [film] : [film, String(atMs)];
  const outcome = await runIsolatedScript("lib/media/poster/decode.ts", args, limits);
  const absent = outcome.kind === "gaveUp" && outcome.exitCode === noDecoder;
  return absent ? { kind: "absent" } : outcome;
};

/** The `ffmpeg` of the system, where there is one. It sees a local MP4 and nothing else. */
export const ffmpegDecoder: Decoder = (film, atMs) => {
  const moment = atMs === null ? [] : ["-ss", String(atMs / 1000)];
  // Of a moment nothing is chosen; else the most typical of the first frames, which is not a black one.
  const choice = atMs === null ? ["-vf", "thumbnail=72"] : [];
  const input = [...moment, "-protocol_whitelist", "file", "-f", "mov", "-i", `file:${film}`];
  const output = ["-an", "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "pipe:1"];
  return runIsolated("ffmpeg", ["-v", "error", "-nostdin", ...input, ...choice, ...output], limits);
};
