import "server-only";
import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { createAurora, createMist } from "./air";
import { paintRidges } from "./ridges";
import { paintSky } from "./sky";
import type { FilmSpec } from "./spec";
import { createStage, hasWater, type Layer } from "./stage";
import { createWater } from "./water";
import { createWeather } from "./weather";

/** Draws one moment of the landscape. `time` is in seconds from the beginning, `share` the same as 0 to 1. */
export type DrawScene = (context: SKRSContext2D, time: number, share: number) => void;

/** Paints everything that stays, and returns what draws a frame from it. */
export function createScene(spec: FilmSpec): DrawScene {
  const stage = createStage(spec);
  const sky = paintSky(stage);
  const ridges = paintRidges(stage);
  const aurora = stage.setting.mood.name === "aurora" ? createAurora(stage) : null;
  const mist = createMist(stage);
  const weather = createWeather(stage);

  const drawLand = (context: SKRSContext2D, time: number, shift: number) => {
    context.drawImage(sky, 0, 0);
    aurora?.(context, time);
    ridges.forEach(({ image, top }: Layer, index) => {
      if (index === Math.ceil(ridges.length / 2)) mist(context, time);
      context.drawImage(image, -shift * (image.width - stage.width), top);
    });
  };
  const shiftAt = (share: number) => (stage.setting.drift === 1 ? ease(share) : 1 - ease(share));

  if (!hasWater(stage)) {
    return (context, time, share) => {
      drawLand(context, time, shiftAt(share));
      weather(context, time);
    };
  }
  const view = createCanvas(stage.width, stage.horizon + 2);
  const viewContext = view.getContext("2d");
  const water = createWater(stage, view);
  return (context, time, share) => {
    drawLand(viewContext, time, shiftAt(share));
    context.drawImage(view, 0, 0);
    water(context, time);
    weather(context, time);
  };
}

/** A camera that starts and stops softly. */
export const ease = (share: number) =>
  share - (Math.sin(Math.PI * 2 * share) * 0.35) / (Math.PI * 2);
