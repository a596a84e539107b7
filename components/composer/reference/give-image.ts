import { UploadError, type UploadFault, uploadImage } from "@/lib/queries/upload-image";
import type { ImageView } from "@/lib/task/view";
import { asJpeg } from "./decode";

/**
 * Gives a file to the studio; one that it cannot open, or not of this size, is opened by this browser, where it can.
 * @param onProgress the part that has been sent, 0 to 1.
 * @throws UploadError, with the studio's own reason where this browser is of no help; the signal's reason when it aborts.
 */
export async function giveImage(
  file: File,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<ImageView> {
  const options = { name: file.name, signal, onProgress };
  try {
    return await uploadImage(file, options);
  } catch (error) {
    if (!mayHelp(error, file)) throw error;
    const jpeg = await asJpeg(file);
    if (!jpeg) throw error;
    return uploadImage(jpeg, options);
  }
}

/** Kinds that cost a server far more memory than a JPEG of as many pixels does, so that it takes only smaller ones. */
const costly = ["image/avif", "image/webp"];

/** Whether the same picture would be taken as a JPEG. */
function mayHelp(error: unknown, { type }: File): boolean {
  if (!(error instanceof UploadError) || error.fault.kind !== "refused") return false;
  const { code } = error.fault;
  return code === "unsupported" || (code === "tooManyPixels" && costly.includes(type));
}

/** Why a file was not taken, whatever was thrown. */
export const faultOf = (error: unknown): UploadFault =>
  error instanceof UploadError ? error.fault : { kind: "failed" };
