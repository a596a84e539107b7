import "server-only";
import { loadImage } from "@napi-rs/canvas";
import { createRandom } from "./random";
import { type DrawScene, ease } from "./scene";
import type { FilmSpec } from "./spec";

/** How much nearer the camera is at the end. */
const zoom = 0.22;

/**
 * A camera that begins on the whole image, and moves slowly towards some part of it: whoever sees the film sees that
 * the image was used, and that it is a film. An image of another shape is cut to fill the picture.
 * @throws Error when the file is no image.
 */
export async function createPan(spec: FilmSpec, file: string): Promise<DrawScene> {
  const { width, height, seed } = spec;
  const image = await loadImage(file);
  const whole = Math.max(width / image.width, height / image.height);
  const random = createRandom(`pan ${seed}`);
  const goal = { x: random.between(0.15, 0.85), y: random.between(0.25, 0.6) };
  return (context, _time, share) => {
    const near = ease(share);
    const scale = whole * (1 + zoom * near);
    const [across, down] = [image.width * scale, image.height * scale];
    // From the middle to the goal, as far as there is image.
    const left = (width - across) * (0.5 + (goal.x - 0.5) * near);
    const top = (height - down) * (0.5 + (goal.y - 0.5) * near);
    context.drawImage(image, left, top, across, down);
  };
}
