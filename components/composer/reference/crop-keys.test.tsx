import { describe, expect, it } from "vitest";
import { type Framing, filling } from "@/lib/framing";
import { moveFor } from "./crop-keys";
import { zoomed } from "./moves";

const image = { width: 4000, height: 3000 };
const target = { width: 1000, height: 750 };
const start = zoomed(filling(image, target), image, target, 4);

const press = (key: string, modifiers = {}) => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...modifiers,
});
const after = (key: string, modifiers = {}): Framing | undefined =>
  moveFor(press(key, modifiers))?.(start, image, target);

describe("the keys of the crop", () => {
  it.each([
    ["ArrowLeft", {}, { x: start.x + 10 }],
    ["ArrowRight", {}, { x: start.x - 10 }],
    ["ArrowUp", {}, { y: start.y + 7.5 }],
    ["ArrowDown", {}, { y: start.y - 7.5 }],
    ["ArrowLeft", { shiftKey: true }, { x: start.x + 100 }],
    ["+", { shiftKey: true }, { width: 1000 / 1.1 }],
    ["=", {}, { width: 1000 / 1.1 }],
    ["-", {}, { width: 1100 }],
    ["0", {}, filling(image, target)],
  ])("%s %j", (key, modifiers, expected) => {
    const moved = after(key, modifiers);
    for (const [side, value] of Object.entries(expected)) {
      if (typeof value === "number") expect(moved?.[side as "x"]).toBeCloseTo(value, 6);
    }
  });

  it.each([
    ["another letter", "a", {}],
    ["the browser's zoom", "+", { ctrlKey: true }],
    ["the browser's way back", "ArrowLeft", { altKey: true }],
  ])("leave %s alone", (_, key, modifiers) => {
    expect(moveFor(press(key, modifiers))).toBeNull();
  });
});
