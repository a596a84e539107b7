import "server-only";
import {
  FilePathSource,
  Input,
  type InputVideoTrack,
  MP4,
  type VideoSample,
  VideoSampleSink,
} from "mediabunny";
import { type Coding, contrast, type I420 } from "./yuv";

/** A frame with everything that is needed to show it as the player would. */
export interface Frame {
  picture: I420;
  coding: Coding;
  /** As shown, before it is turned: pixels need not be square. */
  shownWidth: number;
  shownHeight: number;
  /** Clockwise, in degrees. */
  rotation: number;
}

/** Larger frames are refused before they are decoded. */
const maxPixels = 16_000_000;
/** Below this a frame is a fade, a flash or black. */
const enoughContrast = 8;

/**
 * The frame that stands for a film: early, because the beginning is what a film is remembered by, but not black or
 * blank where another moment has something to show. Needs a `VideoDecoder` (`native-decoder.ts`).
 * @param atMs exactly this moment instead.
 * @throws Error when nothing can be decoded.
 */
export async function pickFrame(file: string, atMs: number | null): Promise<Frame> {
  const source = new FilePathSource(file, { handleUnhandledError: () => {} });
  const input = new Input({ source, formats: [MP4] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error("There is no picture");
    if ((await track.getCodedWidth()) * (await track.getCodedHeight()) > maxPixels) {
      throw new Error("The picture is too large");
    }
    return await mostTelling(track, atMs === null ? await moments(track) : [atMs / 1000]);
  } finally {
    input.dispose();
  }
}

/** In seconds, in order of preference. */
async function moments(track: InputVideoTrack): Promise<number[]> {
  const start = await track.getFirstTimestamp();
  const duration = (await track.computeDuration()) - start;
  return [Math.min(1, duration / 4), duration / 2, (duration * 3) / 4, 0].map((at) => start + at);
}

async function mostTelling(track: InputVideoTrack, seconds: number[]): Promise<Frame> {
  const sink = new VideoSampleSink(track, { hardwareAcceleration: "prefer-software" });
  const coding = await codingOf(track);
  let best: { frame: Frame; contrast: number } | null = null;
  for (const at of seconds) {
    const sample = await sink.getSample(at, { verifyKeyPackets: true });
    if (!sample) continue;
    const frame = { ...(await copyOut(sample)), coding };
    const found = { frame, contrast: contrast(frame.picture) };
    if (!best || found.contrast > best.contrast) best = found;
    if (best.contrast >= enoughContrast) break;
  }
  if (!best) throw new Error("No frame could be decoded");
  return best.frame;
}

async function codingOf(track: InputVideoTrack): Promise<Coding> {
  const { matrix, fullRange } = await track.getColorSpace();
  return { matrix: matrix ?? null, fullRange: fullRange ?? null };
}

async function copyOut(sample: VideoSample): Promise<Omit<Frame, "coding">> {
  try {
    if (sample.format !== "I420") throw new Error(`The decoder answers in ${sample.format}`);
    const data = new Uint8Array(sample.allocationSize());
    const planes = await sample.copyTo(data);
    const { width, height } = sample.visibleRect;
    return {
      picture: { width, height, data, planes },
      shownWidth: sample.squarePixelWidth,
      shownHeight: sample.squarePixelHeight,
      rotation: sample.rotation,
    };
  } finally {
    sample.close();
  }
}
