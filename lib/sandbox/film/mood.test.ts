import { describe, expect, it } from "vitest";
import { chooseSetting } from "./mood";

describe("chooseSetting", () => {
  it("is the same for the same prompt and seed, and differs between takes", () => {
    expect(chooseSetting("A heron", "1")).toEqual(chooseSetting("A heron", "1"));
    const takes = Array.from({ length: 12 }, (_, take) => chooseSetting("A heron", String(take)));
    expect(new Set(takes.map(({ mood, land }) => `${mood.name} ${land}`)).size).toBeGreaterThan(4);
  });

  it.each([
    ["aurora over a lake", { land: "lake" }, "aurora"],
    ["湖面上的极光", { land: "lake" }, "aurora"],
    ["a fox in the snow", { land: "forest", weather: "snow" }, null],
    ["雨中的大海", { land: "sea", weather: "rain" }, null],
    ["fireflies in the desert", { land: "dunes", weather: "fireflies" }, "gold"],
    ["the moon over the ocean", { land: "sea" }, "moonlit"],
  ])("%s", (prompt, expected, mood) => {
    for (const seed of ["1", "2", "3"]) {
      const setting = chooseSetting(prompt, seed);
      expect(setting).toMatchObject(expected);
      if (mood) expect(setting.mood.name).toBe(mood);
    }
  });
});
