import { filling, type Pixels, pixelsOf } from "@/lib/framing";

/** Below this gain another shape is not worth a word. */
const worthwhile = 0.15;

/** The part of an image that a film of this size can begin with when the image fills it: 0 to 1. */
export function partSeen(image: Pixels, size: string): number {
  const { width, height } = filling(image, pixelsOf(size));
  return (width * height) / (image.width * image.height);
}

/**
 * The size that shows clearly more of an image than the present one does.
 * @param offered from the cheapest to the dearest: of two that do equally well the first is taken.
 * @returns null where there is none.
 */
export function betterSize(image: Pixels, size: string, offered: readonly string[]): string | null {
  const least = partSeen(image, size) + worthwhile;
  const better = offered.filter((candidate) => partSeen(image, candidate) > least);
  const most = Math.max(...better.map((candidate) => partSeen(image, candidate)));
  return better.find((candidate) => partSeen(image, candidate) > most - worthwhile) ?? null;
}
