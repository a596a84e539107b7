import { expect, it } from "vitest";
import { betterSize } from "./shapes";

const all = ["720x1280", "1280x720", "1024x1792", "1792x1024"];

it.each<[string, [number, number], string, string[], string | null]>([
  ["wide, in a tall film", [1600, 900], "720x1280", all, "1280x720"],
  ["wide, in a wide film", [1600, 900], "1280x720", all, null],
  ["nearly the other wide shape: not worth a word", [1792, 1024], "1280x720", all, null],
  ["tall, in a wide film", [900, 1600], "1792x1024", all, "720x1280"],
  ["a square, which fits none better", [1000, 1000], "1280x720", all, null],
  ["wide, where nothing else is offered", [1600, 900], "720x1280", ["720x1280"], null],
])("an image that is %s", (_, [width, height], size, offered, expected) => {
  expect(betterSize({ width, height }, size, offered)).toBe(expected);
});
