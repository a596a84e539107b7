import "server-only";
import sharp from "sharp";
import { err, ok, type Result } from "@/lib/result";
import { sniffImage } from "../image-type";
import { maxImagePixels, type Poster, renderPoster } from "./render";

/** Why an image handed in by a browser does not become a poster. */
export type PosterRefusal = "tooLarge" | "notAnImage" | "wrongShape";

/** A frame of the largest film as PNG is about 4 MB. */
export const maxPosterUploadBytes = 8 * 1024 * 1024;
/** How far the shape may be off: rounding on the way to a canvas, and the 704 for 720 pixels that upstream is known for. */
const shapeTolerance = 0.02;

/**
 * Takes a poster that a browser drew where the server has no decoder. It is told by its content, bounded, compared
 * with the film's shape and encoded anew, so that nothing of the bytes handed in is kept.
 * @param film its size in pixels as shown.
 */
export async function acceptPoster(
  bytes: Uint8Array,
  film: { width: number; height: number },
): Promise<Result<Poster, PosterRefusal>> {
  if (bytes.byteLength > maxPosterUploadBytes) return err("tooLarge");
  const type = sniffImage(bytes);
  if (type === null) return err("notAnImage");
  try {
    const image = await sharp(bytes, { limitInputPixels: false }).metadata();
    const { width, height } = image.autoOrient;
    if (image.format !== type || (image.pages ?? 1) > 1) return err("notAnImage");
    if (width * height > maxImagePixels) return err("tooLarge");
    const stretch = (width * film.height) / (height * film.width);
    if (Math.abs(stretch - 1) > shapeTolerance) return err("wrongShape");
    return ok(await renderPoster(bytes));
  } catch {
    return err("notAnImage");
  }
}
