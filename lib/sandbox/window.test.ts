import { expect, it } from "vitest";
import { createWindow } from "./window";

it("lets so many through in any stretch, tells how long the next has to wait, and does not count it", () => {
  const window = createWindow(2, 1000);
  expect(window.take(0)).toBe(0);
  expect(window.take(400)).toBe(0);
  expect(window.take(600)).toBe(400);
  expect(window.take(999)).toBe(1);
  expect(window.take(1000)).toBe(0);
  expect(window.take(1399)).toBe(1);
  expect(window.take(1400)).toBe(0);
});

it("forgets when it is cleared", () => {
  const window = createWindow(1, 1000);
  window.take(0);
  window.clear();
  expect(window.take(1)).toBe(0);
});
