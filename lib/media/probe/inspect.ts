import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import {
  type EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputTrack,
  MP4,
} from "mediabunny";
import type { ProbeFault, ProbeResult, VideoFacts } from "../probe";
import { readBoxes } from "./boxes";

const fault = (reason: ProbeFault): ProbeResult => ({ ok: false, reason });

/**
 * Looks at a file that claims to be an MP4: first at its frame, which a cut or an error page does not have, then at
 * every packet that its index promises, because a file may parse and yet lack its end.
 * Runs in a process of its own (`probeVideo`): a lying index can ask for any amount of memory.
 * @throws what the file system throws.
 */
export async function inspectVideo(file: string): Promise<ProbeResult> {
  const handle = await open(file, "r");
  try {
    const broken = await findBrokenFrame(handle);
    if (broken) return fault(broken);
  } finally {
    await handle.close();
  }
  return inspectTracks(file);
}

async function findBrokenFrame(handle: FileHandle): Promise<ProbeFault | null> {
  const { size } = await handle.stat();
  if (size === 0) return "empty";
  const type = Buffer.alloc(4);
  await handle.read(type, 0, 4, 4);
  if (type.toString("latin1") !== "ftyp") return "notMp4";
  const boxes = await readBoxes(handle, size);
  if (typeof boxes === "string") return boxes;
  return boxes.some((box) => box.type === "moov") ? null : "noIndex";
}

async function inspectTracks(file: string): Promise<ProbeResult> {
  const source = new FilePathSource(file, { handleUnhandledError: () => {} });
  const input = new Input({ source, formats: [MP4] });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) return fault("noVideo");
    const tracks = await input.getTracks();
    for (const track of tracks) {
      if (!(await isWhole(track))) return fault("truncated");
    }
    const facts: VideoFacts = {
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      durationMs: Math.round((await video.computeDuration()) * 1000),
      codec: (await video.getCodecParameterString()) ?? "unknown",
      hasAudio: tracks.some((track) => track.isAudioTrack()),
    };
    return { ok: true, facts };
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw error;
    return fault("malformed");
  } finally {
    input.dispose();
  }
}

/** Whether every packet that the index promises lies within the file. */
async function isWhole(track: InputTrack): Promise<boolean> {
  const sink = new EncodedPacketSink(track);
  let last: EncodedPacket | null = null;
  // Ends at the first packet whose bytes are not there.
  for await (const packet of sink.packets()) last = packet;
  const promised = { metadataOnly: true };
  const next = last ? sink.getNextPacket(last, promised) : sink.getFirstPacket(promised);
  return (await next) === null;
}
