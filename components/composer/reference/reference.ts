import { canCut, type Framing, filling, pixelsOf, reframed } from "@/lib/framing";
import { framingShape } from "@/lib/framing-shape";
import { readImage } from "@/lib/queries/shapes";
import type { ReferenceInput } from "@/lib/task/input";
import type { ImageView } from "@/lib/task/view";
import { sameFraming } from "./moves";

/** The image a film is to begin with, and which part of it. */
export interface DraftReference {
  image: ImageView;
  framing: Framing;
}

/** An image as it is first given: as much of it as the film's size allows. */
export const referenceTo = (image: ImageView, size: string): DraftReference => ({
  image,
  framing: filling(image, pixelsOf(size)),
});

/** The same image for a film of another size. */
export const referenceAt = ({ image, framing }: DraftReference, size: string): DraftReference => ({
  image,
  framing: reframed(framing, image, pixelsOf(size)),
});

/** A reference from elsewhere, whose framing may be of another size: then the image is framed anew. */
export const fittingReference = (reference: DraftReference, size: string): DraftReference =>
  canCut(reference.framing, reference.image, pixelsOf(size))
    ? reference
    : referenceTo(reference.image, size);

/** Reads what this browser kept. @returns null for anything that is no reference. */
export function readReference(kept: unknown): DraftReference | null {
  if (typeof kept !== "object" || kept === null) return null;
  if (!("image" in kept && "framing" in kept)) return null;
  const framing = framingShape.safeParse(kept.framing);
  if (!framing.success) return null;
  try {
    return { image: readImage(kept.image), framing: framing.data };
  } catch {
    return null;
  }
}

/** What the server is told of it. */
export const referenceInput = (reference: DraftReference | null): ReferenceInput | null =>
  reference && { imageId: reference.image.id, framing: reference.framing };

/** Whether two wishes begin with the same part of the same image. */
export const sameReference = (a: DraftReference | null, b: DraftReference | null): boolean =>
  a === null || b === null
    ? a === b
    : a.image.id === b.image.id && sameFraming(a.framing, b.framing);
