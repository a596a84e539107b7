/** A decoded picture: a full plane of luma, then two of chroma at half the width and height, 8 bits each. */
export interface I420 {
  width: number;
  height: number;
  data: Uint8Array;
  planes: readonly PlaneLayout[];
}

/** Where a plane begins in the data, and how far its rows are apart, in bytes. */
export interface PlaneLayout {
  offset: number;
  stride: number;
}

/** What the file says of its colours; what it does not say is guessed. */
export interface Coding {
  matrix: string | null;
  fullRange: boolean | null;
}

/** The luma weights of red and blue, by the names of WebCodecs (ITU-R BT.709, BT.601, BT.2020). */
const weights: Readonly<Record<string, readonly [red: number, blue: number]>> = {
  bt709: [0.2126, 0.0722],
  smpte170m: [0.299, 0.114],
  bt470bg: [0.299, 0.114],
  "bt2020-ncl": [0.2627, 0.0593],
};
const sd = [0.299, 0.114] as const;
const hd = [0.2126, 0.0722] as const;

/** Films that do not say are BT.709 from 720 lines on, as browsers take it, so that poster and player agree. */
const guess = (height: number) => (height < 720 ? sd : hd);

/** The picture as 8-bit RGB, rows without gaps. */
export function i420ToRgb(picture: I420, coding: Coding): Uint8ClampedArray {
  const { width, height, data } = picture;
  const [luma, blueDiff, redDiff] = picture.planes;
  if (!luma || !blueDiff || !redDiff) throw new TypeError("I420 has three planes");
  const factors = factorsOf(coding, height);
  const rgb = new Uint8ClampedArray(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const lumaRow = luma.offset + y * luma.stride;
    const blueRow = blueDiff.offset + (y >> 1) * blueDiff.stride;
    const redRow = redDiff.offset + (y >> 1) * redDiff.stride;
    for (let x = 0; x < width; x++) {
      const l = factors.luma * ((data[lumaRow + x] ?? 0) - factors.floor);
      const u = (data[blueRow + (x >> 1)] ?? 128) - 128;
      const v = (data[redRow + (x >> 1)] ?? 128) - 128;
      rgb[at++] = l + factors.redFromV * v;
      rgb[at++] = l - factors.greenFromU * u - factors.greenFromV * v;
      rgb[at++] = l + factors.blueFromU * u;
    }
  }
  return rgb;
}

function factorsOf({ matrix, fullRange }: Coding, height: number) {
  const [red, blue] = weights[matrix ?? ""] ?? guess(height);
  const green = 1 - red - blue;
  const chroma = fullRange ? 1 : 255 / 224;
  return {
    floor: fullRange ? 0 : 16,
    luma: fullRange ? 1 : 255 / 219,
    redFromV: 2 * (1 - red) * chroma,
    blueFromU: 2 * (1 - blue) * chroma,
    greenFromU: ((2 * (1 - blue) * blue) / green) * chroma,
    greenFromV: ((2 * (1 - red) * red) / green) * chroma,
  };
}

/** How much there is to see: the standard deviation of luma, 0 for a frame of one shade. */
export function contrast({ width, height, data, planes }: I420): number {
  const { offset, stride } = planes[0] ?? { offset: 0, stride: width };
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const value = data[offset + y * stride + x] ?? 0;
      count += 1;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / count;
  return Math.sqrt(Math.max(0, squares / count - mean * mean));
}
