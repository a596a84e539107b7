import "server-only";
import sharp, { type OverlayOptions, type Sharp } from "sharp";
import { type Framing, hasBars, type Pixels } from "@/lib/framing";
import { layOut } from "./layout";

export interface CutOrder {
  framing: Framing;
  /** Exactly these pixels come out. */
  size: Pixels;
  /** What the channel takes, and how heavy it may be, in bytes. */
  mimes: readonly string[];
  maxBytes: number;
}

export interface Cut {
  bytes: Buffer;
  mime: "image/png" | "image/jpeg";
  width: number;
  height: number;
}

/** Upstream recommends less than this (UPSTREAM section 1), in bytes. */
const aim = 5_000_000;

/**
 * Cuts an image of the library to a film's size: what a channel is sent. Bars fill what the framing shows beyond it.
 * @param image as it is kept: upright, opaque sRGB.
 * @returns null when it is heavier than the channel takes, however it is written.
 * @throws Error when the image cannot be read, or the channel takes neither PNG nor JPEG.
 */
export async function cutImage(image: Uint8Array, order: CutOrder): Promise<Cut | null> {
  const { format, width, height } = await sharp(image).metadata();
  const painted = await paint(image, { width, height }, order);
  let lightest: Cut | null = null;
  for (const encode of encodings(order.mimes, format === "png")) {
    const cut = await encode(painted, order.size);
    if (!lightest || cut.bytes.length < lightest.bytes.length) lightest = cut;
    if (lightest.bytes.length <= aim) break;
  }
  if (!lightest) throw new Error(`no image can be sent as ${order.mimes.join(", ")}`);
  return lightest.bytes.length <= order.maxBytes ? lightest : null;
}

/** Red, green and blue of every pixel, row by row. */
async function paint(image: Uint8Array, from: Pixels, { framing, size }: CutOrder) {
  const { box, scaled, within, at } = layOut(framing, from, size);
  const part = sharp(image, { sequentialRead: true })
    .extract(box)
    .resize({ ...scaled, fit: "fill" })
    .extract(within);
  if (!hasBars(framing, from)) return rawOf(part);
  const input = await rawOf(part);
  const overlay: OverlayOptions = {
    ...{ input, left: at.left, top: at.top },
    raw: { width: within.width, height: within.height, channels: 3 },
  };
  return rawOf((await barsOf(image, framing, size)).composite([overlay]));
}

const rawOf = (picture: Sharp): Promise<Buffer> =>
  picture.toColourspace("srgb").removeAlpha().raw().toBuffer();

/** The soft picture is computed at this part of the size: nobody can tell. */
const coarseness = 8;
/** How far the blur reaches, as a share of the shorter side. */
const softness = 0.045;

/** What lies under the image: a colour, or the whole image, cut to fill the size and blurred. */
async function barsOf(image: Uint8Array, { bars }: Framing, size: Pixels): Promise<Sharp> {
  if (bars !== "blur") return sharp({ create: { ...size, channels: 3, background: bars } });
  const width = Math.ceil(size.width / coarseness);
  const height = Math.ceil(size.height / coarseness);
  const coarse = await sharp(image)
    .resize({ width, height, fit: "cover" })
    .blur(Math.min(width, height) * softness)
    .png()
    .toBuffer();
  return sharp(coarse).resize({ ...size, fit: "fill", kernel: "cubic" });
}

type Encode = (painted: Buffer, size: Pixels) => Promise<Cut>;

/** From the best to the lightest; a drawing as PNG first. */
function encodings(mimes: readonly string[], isDrawing: boolean): Encode[] {
  const png: Encode[] = mimes.includes("image/png") ? [asPng] : [];
  const jpeg = mimes.includes("image/jpeg") ? [95, 90, 82, 72].map(asJpeg) : [];
  return isDrawing || jpeg.length === 0 ? [...png, ...jpeg] : jpeg;
}

const asPng: Encode = async (painted, size) =>
  verified(await ofPixels(painted, size).png().toBuffer(), "image/png", size);

const asJpeg =
  (quality: number): Encode =>
  async (painted, size) => {
    const jpeg = ofPixels(painted, size).jpeg({ quality, chromaSubsampling: "4:4:4" });
    return verified(await jpeg.toBuffer(), "image/jpeg", size);
  };

const ofPixels = (painted: Buffer, size: Pixels): Sharp =>
  sharp(painted, { raw: { ...size, channels: 3 } });

/** Read back: another size would be refused upstream (UPSTREAM section 1, "Inpaint image must match"). */
async function verified(bytes: Buffer, mime: Cut["mime"], size: Pixels): Promise<Cut> {
  const { width, height, format } = await sharp(bytes).metadata();
  if (width !== size.width || height !== size.height || `image/${format}` !== mime) {
    throw new Error(`an image was cut to ${width}x${height} ${format}, not as it was asked`);
  }
  return { bytes, mime, width, height };
}
