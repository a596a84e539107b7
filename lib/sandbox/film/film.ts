import "server-only";
import { createCanvas } from "@napi-rs/canvas";
import { encodeFilm } from "./encode";
import { createPan } from "./pan";
import { createScene } from "./scene";
import type { FilmSpec } from "./spec";
import { createTitle } from "./title";

/** Draws and encodes a film of exactly the asked size and length. @returns the bytes of an MP4. */
export async function makeFilm(spec: FilmSpec): Promise<Uint8Array> {
  const { width, height, fps, seconds } = spec;
  const frames = seconds * fps;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const drawScene = spec.image ? await createPan(spec, spec.image) : createScene(spec);
  const drawTitle = createTitle(spec);
  return encodeFilm({ width, height, fps, frames }, (frame) => {
    drawScene(context, frame / fps, frames === 1 ? 0 : frame / (frames - 1));
    drawTitle(context, frame);
    return canvas.data();
  });
}
