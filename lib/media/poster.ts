import "server-only";
import { err, ok, type Result } from "@/lib/result";
import type { ChildOutcome } from "./isolated";
import { type Decoder, ffmpegDecoder, nativeDecoder } from "./poster/decoders";
import { type Poster, renderPoster } from "./poster/render";

export interface PosterFailure {
  /** noDecoder: nothing here can decode films, so the browser should draw it (`poster/accept.ts`). */
  reason: "noDecoder" | "undecodable";
  /** What each decoder said, for the log. */
  detail: string;
}

interface DrawOptions {
  /** Exactly this moment instead of a telling one. */
  atMs?: number;
  /** Tried in this order. */
  decoders?: readonly Decoder[];
}

/**
 * Draws the poster of a film. The film is decoded in a process of its own, so that a hostile one can crash only that.
 * @returns a failure, and never throws: a film is good without a poster (FAULTS 55).
 */
export async function drawPoster(
  film: string,
  { atMs, decoders = [nativeDecoder, ffmpegDecoder] }: DrawOptions = {},
): Promise<Result<Poster, PosterFailure>> {
  const complaints: string[] = [];
  for (const decode of decoders) {
    const drawn = await tryToDraw(() => decode(film, atMs ?? null));
    if (drawn.ok) return drawn;
    if (drawn.error !== null) complaints.push(drawn.error);
  }
  const reason = complaints.length > 0 ? "undecodable" : "noDecoder";
  return err({ reason, detail: complaints.join("; ") });
}

/** @returns null as the error where the decoder is not there. */
async function tryToDraw(
  decode: () => Promise<ChildOutcome>,
): Promise<Result<Poster, string | null>> {
  try {
    const outcome = await decode();
    switch (outcome.kind) {
      case "done":
        return ok(await renderPoster(outcome.stdout));
      case "gaveUp":
        return err(`gave up with ${outcome.exitCode}: ${outcome.stderr}`);
      case "crashed":
        return err(outcome.why);
      case "timedOut":
        return err("it took too long");
      case "absent":
        return err(null);
    }
  } catch (error) {
    return err(String(error));
  }
}
