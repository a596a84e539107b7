import "server-only";
import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { type Typeface, typefaceFor } from "./fonts";
import type { FilmSpec } from "./spec";
import { cutLines, wrapEvenly, wrapText } from "./wrap";

export type DrawTitle = (context: SKRSContext2D, frame: number) => void;

/** More characters than this fit into no picture; laying them out would take longer than the film. */
const readable = 1500;

/** The writing on the picture: what it is, the prompt, the facts, and a running time code. */
export function createTitle(spec: FilmSpec): DrawTitle {
  const face = typefaceFor(Array.from(spec.prompt).slice(0, readable).join(""));
  const unit = Math.min(spec.width, spec.height);
  const margin = Math.round(unit * 0.06);
  const small = Math.round(unit * 0.021);
  const still = createCanvas(spec.width, spec.height);
  const context = still.getContext("2d");
  context.textBaseline = "alphabetic";
  paintShade(context, spec);
  paintBadge(context, face, margin, Math.round(unit * 0.02));
  paintPrompt(context, spec, face, { margin, bottom: spec.height - margin - small * 2.4, unit });
  setFont(context, face, small, 450);
  context.fillStyle = "rgba(255,255,255,0.72)";
  context.fillText(spec.caption, margin, spec.height - margin);
  return withTimeCode(still, spec, face, { margin, small });
}

function setFont(context: SKRSContext2D, face: Typeface, size: number, weight: number) {
  context.font = `${size}px ${face.families}`;
  context.fontVariationSettings = `'wght' ${weight}`;
}

function paintBadge(context: SKRSContext2D, face: Typeface, margin: number, size: number) {
  setFont(context, face, size, 650);
  context.letterSpacing = `${size * 0.22}px`;
  const width = context.measureText("SANDBOX").width;
  const padding = size * 0.75;
  context.fillStyle = "rgba(0,0,0,0.32)";
  context.strokeStyle = "rgba(255,255,255,0.75)";
  context.lineWidth = Math.max(1, size * 0.09);
  context.beginPath();
  context.roundRect(margin, margin, width + padding * 2, size * 2.1, size * 0.5);
  context.fill();
  context.stroke();
  context.fillStyle = "#ffffff";
  context.fillText("SANDBOX", margin + padding + size * 0.11, margin + size * 1.41);
  context.letterSpacing = "0px";
}

/** Up to so many lines read like a title; more are a text, and may end as they like. */
const evenly = 5;

interface Block {
  margin: number;
  bottom: number;
  unit: number;
}

/** As large as fits a third of the picture; what does not fit even when small ends in an ellipsis. */
function paintPrompt(context: SKRSContext2D, spec: FilmSpec, face: Typeface, block: Block) {
  const width = Math.min(spec.width - 2 * block.margin, block.unit * 1.2);
  const room = spec.height * 0.34;
  const measure = (text: string) => context.measureText(text).width;
  const layOut = (size: number) => {
    setFont(context, face, size, 600);
    return wrapText(face.drawable, measure, width);
  };
  const leading = 1.28;
  const smallest = Math.round(block.unit * 0.028);
  let size = Math.round(block.unit * 0.052);
  let lines = layOut(size);
  while (lines.length * size * leading > room && size > smallest) {
    size -= 1;
    lines = layOut(size);
  }
  if (lines.length <= evenly) lines = wrapEvenly(face.drawable, measure, width);
  lines = cutLines(lines, Math.floor(room / (size * leading)), measure, width);
  context.shadowColor = "rgba(0,0,0,0.55)";
  context.shadowBlur = size * 0.35;
  context.fillStyle = "#ffffff";
  lines.forEach((line, index) => {
    context.fillText(
      line,
      block.margin,
      block.bottom - (lines.length - 1 - index) * size * leading,
    );
  });
  context.shadowColor = "transparent";
}

/** "00:03:12": minutes, seconds, frames. */
export function timeCode(frame: number, fps: number): string {
  const seconds = Math.floor(frame / fps);
  return [Math.floor(seconds / 60), seconds % 60, frame % fps]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

function withTimeCode(
  still: Canvas,
  spec: FilmSpec,
  face: Typeface,
  at: { margin: number; small: number },
): DrawTitle {
  return (context, frame) => {
    context.drawImage(still, 0, 0);
    setFont(context, face, at.small, 500);
    context.fillStyle = "rgba(255,255,255,0.72)";
    const advance = context.measureText("0").width * 1.06;
    const text = timeCode(frame, spec.fps);
    // Inter's figures differ in width: each stands in a cell of its own, or the code would tremble.
    Array.from(text).forEach((character, index) => {
      const left = spec.width - at.margin - advance * (text.length - index);
      const inset = (advance - context.measureText(character).width) / 2;
      context.fillText(character, left + inset, spec.height - at.margin);
    });
  };
}

/** A vignette, and shade where the writing stands. */
function paintShade(context: SKRSContext2D, { width, height }: FilmSpec) {
  const reach = Math.hypot(width, height) / 2;
  const vignette = context.createRadialGradient(
    width / 2,
    height * 0.45,
    reach * 0.45,
    width / 2,
    height / 2,
    reach * 1.05,
  );
  vignette.addColorStop(0, "rgba(0,0,0,0)");
  vignette.addColorStop(1, "rgba(0,0,0,0.5)");
  context.fillStyle = vignette;
  context.fillRect(0, 0, width, height);
  const shade = context.createLinearGradient(0, height * 0.45, 0, height);
  shade.addColorStop(0, "rgba(0,0,0,0)");
  shade.addColorStop(1, "rgba(0,0,0,0.62)");
  context.fillStyle = shade;
  context.fillRect(0, height * 0.45, width, height * 0.55);
}
