import type { KeyboardEvent } from "react";
import { type Framing, filling, type Pixels } from "@/lib/framing";
import { panned, zoomed } from "./moves";

/** Parts of the frame by which a press moves the image. */
export const panStep = { small: 0.01, large: 0.1 } as const;
/** Times by which a press brings it closer. */
export const zoomStep = 1.1;

type Move = (framing: Framing, image: Pixels, target: Pixels) => Framing;

/**
 * What a key does to the crop: arrows move the image their way (Shift farther), plus and minus zoom, 0 begins anew.
 * @returns null for a key that is none of its business.
 */
export function moveFor(
  press: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
): Move | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const step = press.shiftKey ? panStep.large : panStep.small;
  switch (press.key) {
    case "ArrowLeft":
      return (framing, image) => panned(framing, image, step, 0);
    case "ArrowRight":
      return (framing, image) => panned(framing, image, -step, 0);
    case "ArrowUp":
      return (framing, image) => panned(framing, image, 0, step);
    case "ArrowDown":
      return (framing, image) => panned(framing, image, 0, -step);
    case "+":
    case "=":
      return (framing, image, target) => zoomed(framing, image, target, zoomStep);
    case "-":
    case "_":
      return (framing, image, target) => zoomed(framing, image, target, 1 / zoomStep);
    case "0":
      return ({ bars }, image, target) => ({ ...filling(image, target), bars });
    default:
      return null;
  }
}
