import h264 from "h264-mp4-encoder";
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

export type Rgb = readonly [red: number, green: number, blue: number];

export interface FilmSpec {
  width: number;
  height: number;
  /** Default 24. */
  frames?: number;
  /** Per second. Default 12. */
  frameRate?: number;
  /** The colour of a place in a frame; x and y from 0 to 1. Default: one calm blue. */
  paint?: (frame: number, x: number, y: number) => Rgb;
  /** How the colours are coded. Default BT.709, limited range, and the file says so. */
  coding?: { matrix: "bt709" | "smpte170m"; fullRange: boolean; tagged: boolean };
  /** A silent track beside the picture. */
  audio?: boolean;
  /** Where the index lies: before the frames (default), after them, or in pieces between them. */
  index?: "front" | "back" | "fragmented";
}

const defaultCoding = { matrix: "bt709", fullRange: false, tagged: true } as const;

/** A real H.264 MP4, small enough to be made in a test. */
export async function makeFilm(spec: FilmSpec): Promise<Buffer> {
  return remux(await encode(spec), spec);
}

async function encode(spec: FilmSpec): Promise<Uint8Array> {
  const encoder = await h264.createH264MP4Encoder();
  encoder.width = spec.width;
  encoder.height = spec.height;
  encoder.frameRate = spec.frameRate ?? 12;
  encoder.quantizationParameter = 18;
  encoder.speed = 10;
  encoder.groupOfPictures = 12;
  encoder.initialize();
  for (let frame = 0; frame < (spec.frames ?? 24); frame++)
    encoder.addFrameYuv(toI420(spec, frame));
  encoder.finalize();
  const bytes = encoder.FS.readFile(encoder.outputFilename);
  encoder.delete();
  return bytes;
}

/** The luma weights of red and blue (ITU-R BT.709 and BT.601). */
const weights = { bt709: [0.2126, 0.0722], smpte170m: [0.299, 0.114] } as const;

function toI420({ width, height, paint = () => [40, 80, 160], coding }: FilmSpec, frame: number) {
  const { matrix, fullRange } = coding ?? defaultCoding;
  const [kr, kb] = weights[matrix];
  const [floor, lumaScale, chromaScale] = fullRange ? [0, 255, 255] : [16, 219, 224];
  const planes = new Uint8Array((width * height * 3) / 2);
  const chromaWidth = width / 2;
  const u = width * height;
  const v = u + u / 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = paint(frame, x / width, y / height);
      const luma = kr * red + (1 - kr - kb) * green + kb * blue;
      planes[y * width + x] = Math.round(floor + (luma / 255) * lumaScale);
      if (x % 2 || y % 2) continue;
      const at = (y / 2) * chromaWidth + x / 2;
      planes[u + at] = Math.round(128 + ((blue - luma) / (2 * (1 - kb)) / 255) * chromaScale);
      planes[v + at] = Math.round(128 + ((red - luma) / (2 * (1 - kr)) / 255) * chromaScale);
    }
  }
  return planes;
}

const outputFormats = {
  front: { fastStart: "in-memory" },
  back: { fastStart: false },
  fragmented: { fastStart: "fragmented", minimumFragmentDuration: 0.5 },
} as const;

async function remux(encoded: Uint8Array, spec: FilmSpec): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(encoded), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error("The encoder made no video track");

  const target = new BufferTarget();
  const output = new Output({
    format: new Mp4OutputFormat(outputFormats[spec.index ?? "front"]),
    target,
  });
  const video = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(video, { frameRate: spec.frameRate ?? 12 });
  const audio = spec.audio ? new EncodedAudioPacketSource("aac") : null;
  if (audio) output.addAudioTrack(audio);
  await output.start();

  const decoderConfig = { ...config, colorSpace: colorSpaceOf(spec) };
  let seconds = 0;
  // The encoder's own file does not mark its key frames.
  const verified = { verifyKeyPackets: true };
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, verified)) {
    await video.add(packet, { decoderConfig });
    seconds = packet.timestamp + packet.duration;
  }
  if (audio) await addSilence(audio, seconds);
  await output.finalize();
  input.dispose();
  if (!target.buffer) throw new Error("Nothing was muxed");
  return Buffer.from(target.buffer);
}

function colorSpaceOf({ coding = defaultCoding }: FilmSpec): VideoColorSpaceInit | undefined {
  if (!coding.tagged) return undefined;
  const { matrix, fullRange } = coding;
  return { primaries: matrix, transfer: matrix, matrix, fullRange };
}

/** Packets that claim to be AAC: enough for a reader of files, no decoder will see them. */
async function addSilence(source: EncodedAudioPacketSource, seconds: number): Promise<void> {
  const sampleRate = 48_000;
  const duration = 1024 / sampleRate;
  const decoderConfig = {
    codec: "mp4a.40.2",
    numberOfChannels: 2,
    sampleRate,
    description: new Uint8Array([0x11, 0x90]),
  };
  for (let at = 0; at + duration <= seconds; at += duration) {
    await source.add(new EncodedPacket(new Uint8Array(64), "key", at, duration), { decoderConfig });
  }
}
