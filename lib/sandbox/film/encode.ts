import "server-only";
import encoders from "h264-mp4-encoder";
import {
  BufferSource,
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";

export interface Picture {
  width: number;
  height: number;
  fps: number;
  frames: number;
}

/** Pause every so many frames: the canvas frees its pixels only when the event loop turns. */
const breath = 16;

/**
 * Encodes frames to an MP4 with the index in front.
 * @param draw returns the RGBA pixels of a frame; they are read before the next call.
 */
export async function encodeFilm(
  picture: Picture,
  draw: (frame: number) => Uint8Array,
): Promise<Uint8Array> {
  const encoder = await encoders.createH264MP4Encoder();
  try {
    encoder.width = picture.width;
    encoder.height = picture.height;
    encoder.frameRate = picture.fps;
    encoder.groupOfPictures = picture.fps * 2;
    encoder.quantizationParameter = 20;
    encoder.speed = 10;
    encoder.initialize();
    const planes = new Uint8Array((picture.width * picture.height * 3) / 2);
    for (let frame = 0; frame < picture.frames; frame += 1) {
      toI420(draw(frame), planes, picture.width, picture.height);
      encoder.addFrameYuv(planes);
      if (frame % breath === breath - 1) await rest();
    }
    encoder.finalize();
    return await remux(encoder.FS.readFile(encoder.outputFilename), picture.fps);
  } finally {
    encoder.delete();
  }
}

async function rest() {
  globalThis.gc?.();
  await new Promise((resolve) => setImmediate(resolve));
}

const red = (pixel: number) => pixel & 255;
const green = (pixel: number) => (pixel >>> 8) & 255;
const blue = (pixel: number) => (pixel >>> 16) & 255;
const luma = (pixel: number) =>
  (47 * red(pixel) + 157 * green(pixel) + 16 * blue(pixel) + 4224) >> 8;

/**
 * RGBA to planar 4:2:0 in limited-range BT.709, which players take pictures of this size to be in. Fixed-point with 8 bits
 * of fraction; chroma sums four pixels, hence two bits more. Pixels are read whole, which halves the time.
 */
export function toI420(rgba: Uint8Array, planes: Uint8Array, width: number, height: number): void {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  let u = width * height;
  let v = u + u / 4;
  for (let y = 0; y < height; y += 2) {
    for (let at = y * width; at < (y + 1) * width; at += 2) {
      const a = pixels[at] as number;
      const b = pixels[at + 1] as number;
      const c = pixels[at + width] as number;
      const d = pixels[at + width + 1] as number;
      planes[at] = luma(a);
      planes[at + 1] = luma(b);
      planes[at + width] = luma(c);
      planes[at + width + 1] = luma(d);
      const r = red(a) + red(b) + red(c) + red(d);
      const g = green(a) + green(b) + green(c) + green(d);
      const bl = blue(a) + blue(b) + blue(c) + blue(d);
      planes[u++] = (-26 * r - 86 * g + 112 * bl + 131_584) >> 10;
      planes[v++] = (112 * r - 102 * g - 10 * bl + 131_584) >> 10;
    }
  }
}

/** Moves the index to the front, so that a player can start before it has everything, and states colours and key frames. */
async function remux(raw: Uint8Array, fps: number): Promise<Uint8Array> {
  const track = await new Input({
    source: new BufferSource(raw),
    formats: [MP4],
  }).getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error("The encoder returned no video track");
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  const colorSpace = {
    primaries: "bt709",
    transfer: "bt709",
    matrix: "bt709",
    fullRange: false,
  } as const;
  for await (const { data, timestamp, duration } of new EncodedPacketSink(track).packets()) {
    const packet = new EncodedPacket(data, isKeyFrame(data) ? "key" : "delta", timestamp, duration);
    await source.add(packet, { decoderConfig: { ...config, colorSpace } });
  }
  await output.finalize();
  if (!target.buffer) throw new Error("The film was not written");
  return new Uint8Array(target.buffer);
}

const idrSlice = 5;

/** The encoder's own file does not tell key frames from others, and players need to know where to seek to. */
function isKeyFrame(packet: Uint8Array): boolean {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  for (let at = 0; at + 4 < packet.length; at += 4 + view.getUint32(at)) {
    if ((view.getUint8(at + 4) & 31) === idrSlice) return true;
  }
  return false;
}
