import { expect, it } from "vitest";
import { neighbourAt } from "./grid-keys";

// Three columns, seven tiles.
const tiles = [0, 0, 0, 100, 100, 100, 200].map((offsetTop) => ({ offsetTop }));

it.each<[string, number, number | null]>([
  ["ArrowRight", 2, 3],
  ["ArrowLeft", 0, 0],
  ["ArrowDown", 1, 4],
  ["ArrowDown", 5, 6],
  ["ArrowUp", 4, 1],
  ["ArrowUp", 1, 0],
  ["End", 1, 6],
  ["Home", 6, 0],
  ["Enter", 3, null],
])("%s from %s", (key, at, expected) => {
  expect(neighbourAt(key, at, tiles)).toBe(expected);
});

it("leads nowhere in an empty grid", () => {
  expect(neighbourAt("ArrowRight", 0, [])).toBeNull();
});
