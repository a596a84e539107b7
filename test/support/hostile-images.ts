import sharp from "sharp";
import { pngChunk, pngOf, zlibZeros } from "./png";

/** A file that somebody with bad intentions, or bad luck, hands in, and what should come of it. */
export interface HostileImage {
  name: string;
  bytes: Buffer;
  /** A code of `ImageFault`, or "kept" where it is normalised. */
  expected: string;
}

const gigantic = 30_000;
const text = (content: string) => Buffer.from(content, "utf8");
const page = "<!DOCTYPE html><script>alert(document.domain)</script>";

/** The corpus, made anew: nothing dangerous lies in the repository. */
export async function hostileImages(): Promise<HostileImage[]> {
  return [
    ...bombs(),
    ...(await liars()),
    ...(await polyglots()),
    ...documents(),
    ...(await broken()),
    ...(await odd()),
  ].map(([name, bytes, expected]) => ({ name, bytes, expected }));
}

type Entry = [name: string, bytes: Buffer, expected: string];

/** A little file that becomes gigabytes. */
function bombs(): Entry[] {
  const compressed = Buffer.concat([Buffer.from("x\0\0", "latin1"), zlibZeros(500_000_000)]);
  const small = { width: 200, height: 200 };
  return [
    ["PNG of 900 megapixels", pngOf({ width: gigantic, height: gigantic }), "tooManyPixels"],
    ["PNG of 16-bit RGBA, 7,200 x 7,200", deepPng(7_200), "tooManyPixels"],
    ["PNG of 2^31-1 x 2^31-1", pngOf({ ...endless, data: zlibZeros(1000) }), "damaged"],
    [
      "PNG with 500 MB of text",
      pngOf({ ...small, chunks: [pngChunk("zTXt", compressed)] }),
      "kept",
    ],
    [
      "PNG with 500 MB of profile",
      pngOf({ ...small, chunks: [pngChunk("iCCP", compressed)] }),
      "kept",
    ],
    ["PNG with 500 MB too much data", pngOf({ ...small, data: zlibZeros(500_000_000) }), "kept"],
    ["PNG of flat 49 megapixels", pngOf({ width: 7_000, height: 7_000 }), "tooManyPixels"],
    ["PNG strip, 20,000 x 64", pngOf({ width: 20_000, height: 64 }), "tooNarrow"],
    ["PNG of one pixel", pngOf({ width: 1, height: 1 }), "tooSmall"],
    ["50 MB of nothing", Buffer.alloc(50_000_000), "tooHeavy"],
    ["50 MB behind a PNG", Buffer.concat([pngOf(small), Buffer.alloc(50_000_000)]), "tooHeavy"],
  ];
}

const endless = { width: 2 ** 31 - 1, height: 2 ** 31 - 1 };
const deepPng = (side: number) => pngOf({ width: side, height: side, depth: 16, colour: 6 });

const picture = (width = 320, height = 240) =>
  sharp({
    create: {
      ...{ width, height, channels: 3, background: "#804020" },
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });

/** Headers that promise what the file does not hold. */
async function liars(): Promise<Entry[]> {
  const jpeg = await picture().jpeg().toBuffer();
  const webp = await picture().webp().toBuffer();
  const gif = await picture().gif().toBuffer();
  const avif = await picture().avif({ effort: 0 }).toBuffer();
  return [
    ["JPEG that claims 65,500 x 65,500", jpegClaiming(jpeg, 65_500), "damaged"],
    ["JPEG that claims 7,000 x 7,000", jpegClaiming(jpeg, 7_000), "damaged"],
    ["WebP that claims 16,383 x 16,383", webpClaiming(webp, 16_383), "tooManyPixels"],
    ["WebP that claims 4,000 x 4,000", webpClaiming(webp, 4_000), "damaged"],
    ["GIF that claims 65,535 x 65,535", gifClaiming(gif, 6, 65_535), "kept"],
    ["GIF with a frame of 65,535 x 65,535", gifFrameClaiming(gif, 65_535), "tooManyPixels"],
    ["AVIF that claims 30,000 x 30,000", avifClaiming(avif, gigantic), "tooManyPixels"],
  ];
}

/** Height and width stand behind the length and the depth of the frame's header (ITU-T T.81, B.2.2). */
function jpegClaiming(jpeg: Buffer, side: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frame = changed.findIndex(
    (byte, at) => byte === 0xff && /c[02]/.test(hexAt(changed, at + 1)),
  );
  changed.writeUInt16BE(side, frame + 5);
  changed.writeUInt16BE(side, frame + 7);
  return changed;
}

const hexAt = (bytes: Buffer, at: number): string => bytes.toString("hex", at, at + 1);

/** Behind the start code of a key frame (RFC 6386, 9.1). */
function webpClaiming(webp: Buffer, side: number): Buffer {
  const changed = Buffer.from(webp);
  const code = changed.indexOf(Buffer.from([0x9d, 0x01, 0x2a]));
  changed.writeUInt16LE(side, code + 3);
  changed.writeUInt16LE(side, code + 5);
  return changed;
}

function gifClaiming(gif: Buffer, at: number, side: number): Buffer {
  const changed = Buffer.from(gif);
  changed.writeUInt16LE(side, at);
  changed.writeUInt16LE(side, at + 2);
  return changed;
}

/** The image descriptor: a comma, two offsets, two sides. */
const gifFrameClaiming = (gif: Buffer, side: number) =>
  gifClaiming(gif, gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0])) + 5, side);

function avifClaiming(avif: Buffer, side: number): Buffer {
  const changed = Buffer.from(avif);
  const box = changed.indexOf("ispe");
  changed.writeUInt32BE(side, box + 8);
  changed.writeUInt32BE(side, box + 12);
  return changed;
}

/** Two kinds in one file: what is no image must not come along. */
async function polyglots(): Promise<Entry[]> {
  const png = await picture().png().toBuffer();
  const jpeg = await picture().jpeg().toBuffer();
  const gif = await picture().gif().toBuffer();
  const zip = text("PK\x03\x04archive inside PK\x05\x06");
  return [
    ["PNG and HTML", Buffer.concat([png, text(page)]), "kept"],
    ["JPEG and ZIP", Buffer.concat([jpeg, zip]), "kept"],
    ["GIF and script", Buffer.concat([gif, text(page)]), "kept"],
    ["PNG with a script in its text", withText(png), "kept"],
    ["HTML and PNG", Buffer.concat([text(page), png]), "notAnImage"],
  ];
}

const afterHeader = 33;
const withText = (png: Buffer) =>
  Buffer.concat([
    png.subarray(0, afterHeader),
    pngChunk("tEXt", text(`Comment\0${page}`)),
    png.subarray(afterHeader),
  ]);

const entity = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;

/** What a decoder could be talked into reading, following or running. */
function documents(): Entry[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>`;
  return [
    ["SVG", text(svg), "vector"],
    ["SVG behind a byte order mark and a comment", text(`\ufeff\n<!-- x -->${svg}`), "vector"],
    ["SVG of nothing", text("<svg/>"), "vector"],
    ["SVG with entities", text(`<?xml version="1.0"?>${entity}<svg>&c;</svg>`), "vector"],
    ["XML with entities", text(`<?xml version="1.0"?>${entity}<r>&b;&c;</r>`), "notAnImage"],
    ["PostScript", text("%!PS-Adobe-3.0 EPSF-3.0\n"), "vector"],
    ["HTML", text(page), "notAnImage"],
    ["PDF", text("%PDF-1.7\n"), "unsupported"],
    ["TIFF", Buffer.from("49492a0008000000", "hex"), "unsupported"],
    ["BMP", Buffer.from("424d360000000000000036000000", "hex"), "unsupported"],
    ["HEIC", text("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "unsupported"],
    ["MP4", text("\0\0\0\x18ftypisom\0\0\0\0isommp42"), "notAnImage"],
    ["words", text("This is not a picture at all."), "notAnImage"],
    ["zeros", Buffer.alloc(10_000), "notAnImage"],
    ["nothing", Buffer.alloc(0), "empty"],
    ["one byte", Buffer.from([0x89]), "notAnImage"],
  ];
}

async function broken(): Promise<Entry[]> {
  const whole: [string, Buffer][] = [
    ["PNG", await picture().png().toBuffer()],
    ["JPEG", await picture().jpeg().toBuffer()],
    ["progressive JPEG", await picture().jpeg({ progressive: true }).toBuffer()],
    ["WebP", await picture().webp().toBuffer()],
    ["GIF", await picture().gif().toBuffer()],
    ["AVIF", await picture().avif({ effort: 0 }).toBuffer()],
  ];
  return whole.flatMap(([name, bytes]) =>
    [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97].map((share): Entry => {
      const length = Math.max(12, Math.floor(bytes.length * share));
      return [`${name} cut at ${share * 100}%`, bytes.subarray(0, length), "damaged"];
    }),
  );
}

/** Honest files that many programs trip over. */
async function odd(): Promise<Entry[]> {
  const frames = await Promise.all(["#f00", "#00f"].map((background) => frameOf(background)));
  const animated = { join: { animated: true } } as const;
  const profile = { icc: "cmyk" } as const;
  return [
    ["animated GIF", await sharp(frames, animated).gif().toBuffer(), "kept"],
    ["animated WebP", await sharp(frames, animated).webp().toBuffer(), "kept"],
    ["CMYK JPEG", await picture().toColourspace("cmyk").jpeg().toBuffer(), "kept"],
    [
      "CMYK JPEG with a profile",
      await picture().toColourspace("cmyk").withMetadata(profile).jpeg().toBuffer(),
      "kept",
    ],
    ["16-bit PNG", await picture().toColourspace("rgb16").png().toBuffer(), "kept"],
    ["grey PNG", await picture().greyscale().png().toBuffer(), "kept"],
    ["PNG with a palette", await picture().png({ palette: true }).toBuffer(), "kept"],
    ["PNG with alpha", await picture().ensureAlpha(0.5).png().toBuffer(), "kept"],
    ["interlaced PNG", await picture().png({ progressive: true }).toBuffer(), "kept"],
    ["progressive JPEG", await picture().jpeg({ progressive: true }).toBuffer(), "kept"],
  ];
}

const frameOf = (background: string) =>
  sharp({ create: { width: 100, height: 80, channels: 3, background } })
    .png()
    .toBuffer();

/** A progressive JPEG whose last scan comes two thousand times: each asks for another pass over the whole picture. */
export async function scanBomb(): Promise<Buffer> {
  const background = "#804020";
  const jpeg = await sharp({ create: { width: 6_000, height: 4_000, channels: 3, background } })
    .jpeg({ progressive: true })
    .toBuffer();
  const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = jpeg.subarray(last, -2);
  return Buffer.concat([
    jpeg.subarray(0, -2),
    ...Array<Buffer>(2_000).fill(scan),
    jpeg.subarray(-2),
  ]);
}
