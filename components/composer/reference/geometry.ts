import { type Framing, filling, type Pixels } from "@/lib/framing";
import { widthRange } from "./moves";

/** What the gesture library counts in: how far the image's middle is from the frame's, in CSS pixels, and its scale. */
export interface Gesture {
  crop: { x: number; y: number };
  /** 1 where the image just fills the frame. */
  zoom: number;
}

/** The image's size in CSS pixels at zoom 1. @param frame the frame's size in CSS pixels. */
export function baseSize(image: Pixels, target: Pixels, frame: Pixels): Pixels {
  const scale = frame.width / filling(image, target).width;
  return { width: image.width * scale, height: image.height * scale };
}

/** A framing as the gesture library counts. */
export function gestureOf(framing: Framing, image: Pixels, target: Pixels, frame: Pixels): Gesture {
  const scale = frame.width / framing.width;
  return {
    crop: {
      x: (image.width / 2 - (framing.x + framing.width / 2)) * scale,
      y: (image.height / 2 - (framing.y + framing.height / 2)) * scale,
    },
    zoom: filling(image, target).width / framing.width,
  };
}

/** The framing that a gesture has led to, in the exact proportions of the target. */
export function framingOf(
  { crop, zoom }: Gesture,
  image: Pixels,
  target: Pixels,
  frame: Pixels,
): Pick<Framing, "x" | "y" | "width" | "height"> {
  const width = filling(image, target).width / zoom;
  const height = (width * target.height) / target.width;
  const scale = frame.width / width;
  return {
    x: image.width / 2 - crop.x / scale - width / 2,
    y: image.height / 2 - crop.y / scale - height / 2,
    width,
    height,
  };
}

/** How far the library may zoom. */
export function zoomRange(framing: Framing, image: Pixels, target: Pixels) {
  const full = filling(image, target).width;
  const { least, most } = widthRange(framing, image, target);
  return { min: full / most, max: full / least };
}
