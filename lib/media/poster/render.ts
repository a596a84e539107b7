import "server-only";
import sharp from "sharp";

/** What a card shows of a film: a picture, and a hint of it for the moment before it has loaded. */
export interface Poster {
  webp: Buffer;
  /** A `data:` URL of a few hundred bytes. */
  placeholder: string;
}

/** Sharp on a wide card of a screen with two pixels to a point. */
export const posterSide = 960;
/** Random noise, the worst there is, still fits 400 bytes. */
const placeholderSide = 16;
/** Larger images are refused unread. */
export const maxImagePixels = 16_000_000;

/**
 * Makes a poster of an encoded image: upright, at most 960 pixels on the long side, sRGB, without metadata.
 * @throws Error when the bytes are no image, or one that is broken or too large.
 */
export async function renderPoster(image: Uint8Array): Promise<Poster> {
  const source = sharp(image, { limitInputPixels: maxImagePixels, failOn: "error" })
    .autoOrient()
    .flatten();
  const [webp, tiny] = await Promise.all([
    source.clone().resize(within(posterSide)).webp({ quality: 78 }).toBuffer(),
    source.clone().resize(within(placeholderSide)).webp(tinyWebp).toBuffer(),
  ]);
  return { webp, placeholder: `data:image/webp;base64,${tiny.toString("base64")}` };
}

/** Smart subsampling, or the few pixels would lose their colours. */
const tinyWebp = { quality: 50, effort: 6, smartSubsample: true };

const within = (side: number) =>
  ({ width: side, height: side, fit: "inside", withoutEnlargement: true }) as const;
