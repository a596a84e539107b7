/**
 * How an image is cut to a film's size: a rectangle in pixels of the upright image, which may reach beyond it on any
 * side; `bars` fill what lies outside. One shape serves "fill" (the rectangle lies inside) and "fit" (it holds the
 * whole image). The server cuts by it, the composer previews it.
 */
export interface Framing {
  x: number;
  y: number;
  width: number;
  height: number;
  /** What fills the rectangle beyond the image: the image itself, blurred, or a colour ("#rrggbb"). */
  bars: Bars;
}

export type Bars = "blur" | `#${string}`;

/** Width and height in pixels. */
export interface Pixels {
  width: number;
  height: number;
}

/** How far a rectangle's proportions may be from the size's before it counts as another shape: rounding, no more. */
const tolerance = 0.01;
/** A rectangle larger than this many times the image, or smaller than this part of it, shows nothing of use. */
const extreme = 50;

/** "1280x720" as numbers. @throws TypeError when it is not a size of the catalogue. */
export function pixelsOf(size: string): Pixels {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  if (!width || !height) throw new TypeError(`Not a size: ${size}`);
  return { width: Number(width), height: Number(height) };
}

/** The largest rectangle of the asked proportions inside the image, in its middle. */
export const filling = (image: Pixels, target: Pixels): Framing =>
  middle(image, Math.min(image.width / target.width, image.height / target.height), target);

/** The smallest rectangle of the asked proportions that holds the whole image, in its middle. */
export const fitting = (image: Pixels, target: Pixels, bars: Bars = "blur"): Framing => ({
  ...middle(image, Math.max(image.width / target.width, image.height / target.height), target),
  bars,
});

function middle(image: Pixels, scale: number, target: Pixels): Framing {
  const width = target.width * scale;
  const height = target.height * scale;
  return {
    x: (image.width - width) / 2,
    y: (image.height - height) / 2,
    width,
    height,
    bars: "blur",
  };
}

/** Times by which the image must be enlarged for the asked pixels: above 1 it loses sharpness. */
export const enlargement = (framing: Framing, target: Pixels): number =>
  target.width / framing.width;

/** Whether any of the rectangle lies outside the image by more than rounding, so that bars show. */
export const hasBars = ({ x, y, width, height }: Framing, image: Pixels): boolean =>
  x < -0.5 || y < -0.5 || x + width > image.width + 0.5 || y + height > image.height + 0.5;

/**
 * Whether a rectangle can be cut from this image to this size: the right proportions, some of the image in it, and
 * neither a speck nor a dot in a void.
 */
export function canCut(framing: Framing, image: Pixels, target: Pixels): boolean {
  const { x, y, width, height } = framing;
  if (![x, y, width, height].every(Number.isFinite) || width < 1 || height < 1) return false;
  const proportion = (width / height) * (target.height / target.width);
  const overlaps = x < image.width && y < image.height && x + width > 0 && y + height > 0;
  const larger = Math.max(width / image.width, height / image.height);
  return Math.abs(proportion - 1) <= tolerance && overlaps && larger <= extreme;
}

/**
 * The same choice for another size: what filled still fills, what fitted still fits, around the same middle. Always cut
 * from the untouched image, so nothing is lost by changing to and fro.
 */
export function reframed(framing: Framing, image: Pixels, target: Pixels): Framing {
  if (hasBars(framing, image)) return fitting(image, target, framing.bars);
  const whole = filling(image, target);
  // Keeps what is seen about as large as it was, never larger than the image allows.
  const scale = Math.min(
    1,
    Math.sqrt((framing.width * framing.height) / (whole.width * whole.height)),
  );
  const [width, height] = [whole.width * scale, whole.height * scale];
  const [x, y] = [
    framing.x + (framing.width - width) / 2,
    framing.y + (framing.height - height) / 2,
  ];
  const inside = (at: number, length: number, room: number) =>
    Math.max(0, Math.min(at, room - length));
  return {
    x: inside(x, width, image.width),
    y: inside(y, height, image.height),
    ...{ width, height, bars: framing.bars },
  };
}
