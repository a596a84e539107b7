import { describe, expect, test } from "vitest";
import { type Coding, contrast, type I420, i420ToRgb } from "./yuv";

/** Two by two pixels of one colour, with gaps between the rows as decoders leave them. */
function plain(y: number, u: number, v: number, height = 2): I420 {
  const stride = 5;
  const data = new Uint8Array(stride * height + 2 * stride * (height / 2)).fill(99);
  const planes = [
    { offset: 0, stride },
    { offset: stride * height, stride },
    { offset: stride * height + stride * (height / 2), stride },
  ];
  for (let row = 0; row < height; row++) data.fill(y, row * stride, row * stride + 2);
  for (let row = 0; row < height / 2; row++) {
    data[(planes[1]?.offset ?? 0) + row * stride] = u;
    data[(planes[2]?.offset ?? 0) + row * stride] = v;
  }
  return { width: 2, height, data, planes };
}

const bt709: Coding = { matrix: "bt709", fullRange: false };
const bt601: Coding = { matrix: "smpte170m", fullRange: false };
const full709: Coding = { matrix: "bt709", fullRange: true };
const silent: Coding = { matrix: null, fullRange: null };

// The code values are those of the colour bars in ITU-R BT.709-6 and BT.601-7, rounded to 8 bits.
describe("a colour comes back", () => {
  test.each<[string, I420, Coding, number[]]>([
    ["black", plain(16, 128, 128), bt709, [0, 0, 0]],
    ["white", plain(235, 128, 128), bt709, [255, 255, 255]],
    ["blacker than black", plain(0, 128, 128), bt709, [0, 0, 0]],
    ["full-range black", plain(0, 128, 128), full709, [0, 0, 0]],
    ["full-range white", plain(255, 128, 128), full709, [255, 255, 255]],
    ["red, 709", plain(63, 102, 240), bt709, [255, 0, 0]],
    ["green, 709", plain(173, 42, 26), bt709, [0, 255, 0]],
    ["blue, 709", plain(32, 240, 118), bt709, [0, 0, 255]],
    ["red, 601", plain(81, 90, 240), bt601, [255, 0, 0]],
    ["green, 601", plain(145, 54, 34), bt601, [0, 255, 0]],
    ["blue, 601", plain(41, 240, 110), bt601, [0, 0, 255]],
    ["SD green that does not say", plain(145, 54, 34), silent, [0, 255, 0]],
    ["HD green that does not say", plain(173, 42, 26, 720), silent, [0, 255, 0]],
    [
      "HD green of an unknown matrix",
      plain(173, 42, 26, 720),
      { ...bt709, matrix: "odd" },
      [0, 255, 0],
    ],
  ])("%s", (_name, picture, coding, expected) => {
    const rgb = [...i420ToRgb(picture, coding)];
    expect(rgb).toHaveLength(2 * picture.height * 3);
    rgb.forEach((value, at) => {
      expect(Math.abs(value - (expected[at % 3] ?? 0))).toBeLessThanOrEqual(2);
    });
  });
});

test("a frame of one shade has no contrast, a varied one has", () => {
  expect(contrast(plain(120, 90, 90))).toBe(0);
  const halves = plain(16, 128, 128, 8);
  halves.data.fill(235, 0, 20);
  expect(contrast(halves)).toBeGreaterThan(100);
});
