import { type Framing, filling, fitting, hasBars, type Pixels } from "@/lib/framing";

/** How much closer than "fill" one may look: beyond that there is mush. */
const closest = 8;

/** How far a framing can be zoomed, as widths of its rectangle in pixels of the image: what fills stays full. */
export function widthRange(framing: Framing, image: Pixels, target: Pixels) {
  const full = filling(image, target).width;
  return {
    least: full / closest,
    most: hasBars(framing, image) ? fitting(image, target).width : full,
  };
}

/** The framing moved by parts of its own size: 0.1 to the right shows what lay a tenth further right. */
export const panned = (framing: Framing, image: Pixels, right: number, down: number): Framing =>
  held(
    { ...framing, x: framing.x + right * framing.width, y: framing.y + down * framing.height },
    image,
  );

/** The framing around the same middle, closer (factor above 1) or farther, as far as it may. */
export function zoomed(framing: Framing, image: Pixels, target: Pixels, factor: number): Framing {
  const { least, most } = widthRange(framing, image, target);
  const width = within(framing.width / factor, least, most);
  const height = (width * target.height) / target.width;
  const x = framing.x + (framing.width - width) / 2;
  const y = framing.y + (framing.height - height) / 2;
  return held({ ...framing, x, y, width, height }, image);
}

/** The nearest framing that neither leaves the image nor, where bars show, cuts into it without need. */
export const held = (framing: Framing, image: Pixels): Framing => ({
  ...framing,
  x: withinRoom(framing.x, image.width - framing.width),
  y: withinRoom(framing.y, image.height - framing.height),
});

/** Room is negative where the rectangle is longer than the image: then the image stays whole in it. */
const withinRoom = (at: number, room: number) => within(at, Math.min(0, room), Math.max(0, room));

const within = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));

/** Whether two framings are the same but for rounding, so that nothing was changed. */
export const sameFraming = (a: Framing, b: Framing): boolean =>
  a.bars === b.bars &&
  (["x", "y", "width", "height"] as const).every((side) => Math.abs(a[side] - b[side]) < 1e-3);
