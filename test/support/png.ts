import { constants, crc32, deflateSync } from "node:zlib";

/** A PNG of any header and any data, true or not. */
export interface PngPlan {
  width: number;
  height: number;
  /** 2: red, green and blue; 6: with alpha. */
  colour?: 2 | 6;
  depth?: 8 | 16;
  /** What the `IDAT` holds; by default the zlib stream of a black picture. */
  data?: Buffer;
  /** Put before the data. */
  chunks?: Buffer[];
}

export function pngOf(plan: PngPlan): Buffer {
  const { width, height, colour = 2, depth = 8, chunks = [] } = plan;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const samples = colour === 2 ? 3 : 4;
  const data = plan.data ?? zlibZeros(height * (1 + (width * samples * depth) / 8));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    ...chunks,
    pngChunk("IDAT", data),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const block = 16 * 1024 * 1024;

/**
 * A zlib stream (RFC 1950) of so many zeros, a thousandth of their length: compressed blocks that depend on nothing
 * before them are repeated, so that gigabytes cost nothing to make.
 */
export function zlibZeros(length: number): Buffer {
  const whole = deflated(block, constants.Z_FULL_FLUSH);
  const rest = deflated(length % block, constants.Z_FINISH);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(((length % 65_521) << 16) >>> 0 || 0);
  sum.writeUInt16BE(1, 2);
  const blocks = Array<Buffer>(Math.floor(length / block)).fill(whole);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, rest, sum]);
}

/** Raw deflate, without the head and the sum of zlib. */
const deflated = (zeros: number, finishFlush: number): Buffer => {
  const stream = deflateSync(Buffer.alloc(zeros), { finishFlush });
  return stream.subarray(2, finishFlush === constants.Z_FINISH ? -4 : undefined);
};
