import { BufferSource, Input, MP4 } from "mediabunny";
import { describe, expect, it } from "vitest";
import { damage } from "./damage";
import { makeFilm } from "./film/film";

const film = makeFilm({
  prompt: "A heron",
  seed: "1",
  caption: "",
  width: 320,
  height: 180,
  seconds: 1,
  fps: 2,
});

const trackOf = (bytes: Uint8Array) =>
  new Input({ source: new BufferSource(bytes), formats: [MP4] }).getPrimaryVideoTrack();

describe("damage", () => {
  it("takes the index away and leaves the length", async () => {
    const whole = await film;
    const { bytes = whole } = damage.withoutIndex(whole);
    expect(await trackOf(whole)).not.toBeNull();
    expect(bytes).toHaveLength(whole.length);
    expect(await trackOf(bytes)).toBeNull();
  });

  it("makes the last box claim more than there is", async () => {
    const whole = await film;
    const { bytes = whole } = damage.lyingBoxes(whole);
    const differing = whole.reduce((count, byte, at) => count + (byte === bytes[at] ? 0 : 1), 0);
    expect(bytes).toHaveLength(whole.length);
    expect(differing).toBeGreaterThan(0);
    expect(differing).toBeLessThanOrEqual(4);
  });

  it("makes noise that is the same each time, so that it can be resumed", async () => {
    const whole = await film;
    expect(damage.noise(whole)).toEqual(damage.noise(whole));
    await expect(trackOf(damage.noise(whole).bytes ?? whole)).rejects.toThrow();
  });
});
