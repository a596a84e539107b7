/** Good enough that nothing is seen to be lost. */
const quality = 0.95;

/**
 * Opens an image that the studio does not take but this browser may know, such as HEIC on Apple's systems, and writes it
 * as JPEG: upright, and without what else was in the file.
 * @returns null where this browser cannot open it either.
 */
export async function asJpeg(file: Blob): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  } catch {
    return null;
  }
}
