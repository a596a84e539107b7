import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { describe, expect, it } from "vitest";
import { toI420 } from "./encode";
import { makeFilm } from "./film";
import type { FilmSpec } from "./spec";
import { timeCode } from "./title";

const spec: FilmSpec = {
  prompt: "A heron over the lake 苍鹭",
  seed: "1",
  caption: "sora-2 · 4 s",
  width: 720,
  height: 1280,
  seconds: 4,
  fps: 2,
};

async function probe(film: Uint8Array) {
  const input = new Input({ source: new BufferSource(film), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error("no video track");
  const sink = new EncodedPacketSink(track);
  const config = await track.getDecoderConfig();
  return {
    width: track.displayWidth,
    height: track.displayHeight,
    codec: track.codec,
    matrix: config?.colorSpace?.matrix,
    seconds: await input.computeDuration(),
    frames: (await track.computePacketStats()).packetCount,
    keys: await keyTimes(sink),
    last: (await sink.getPacket(Number.POSITIVE_INFINITY))?.timestamp,
  };
}

async function keyTimes(sink: EncodedPacketSink): Promise<number[]> {
  const times: number[] = [];
  for await (const { type, timestamp } of sink.packets()) if (type === "key") times.push(timestamp);
  return times;
}

const placeOf = (film: Uint8Array, box: string) => Buffer.from(film).indexOf(box, 0, "latin1");

describe("makeFilm", () => {
  it.each([
    [720, 1280, 4, 2],
    [1280, 720, 10, 1],
    [1280, 720, 15, 1],
    [1024, 1792, 8, 2],
    [1792, 1024, 12, 1],
    [704, 1280, 4, 3],
  ])("%i x %i for %i s at %i fps", async (width, height, seconds, fps) => {
    const film = await makeFilm({ ...spec, width, height, seconds, fps });
    expect(await probe(film)).toEqual({
      width,
      height,
      codec: "avc",
      matrix: "bt709",
      seconds,
      frames: seconds * fps,
      // One every two seconds, to seek to.
      keys: Array.from({ length: Math.ceil(seconds / 2) }, (_, index) => index * 2),
      last: seconds - 1 / fps,
    });
    expect(placeOf(film, "moov")).toBeLessThan(placeOf(film, "mdat"));
  });

  it("shows the prompt: another prompt is another film, another seed another take", async () => {
    const films = [
      await makeFilm(spec),
      await makeFilm({ ...spec, prompt: "A heron over the lake 苍鹰" }),
      await makeFilm({ ...spec, seed: "2" }),
    ];
    const hashes = films.map((film) =>
      Buffer.from(film.subarray(placeOf(film, "mdat"))).toString("base64"),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  it("takes the longest prompt there can be", async () => {
    const film = await makeFilm({ ...spec, prompt: "雪 fox ".repeat(5333), fps: 1 });
    expect(await probe(film)).toMatchObject({ width: 720, seconds: 4 });
  });
});

describe("toI420", () => {
  it.each<[colour: string, rgb: [number, number, number], yuv: [number, number, number]]>([
    ["black", [0, 0, 0], [16, 128, 128]],
    ["white", [255, 255, 255], [235, 128, 128]],
    ["red", [255, 0, 0], [63, 102, 240]],
    ["green", [0, 255, 0], [172, 42, 26]],
    ["blue", [0, 0, 255], [32, 240, 118]],
  ])("turns %s into BT.709", (_, rgb, yuv) => {
    const planes = new Uint8Array(6);
    toI420(Uint8Array.from(Array.from({ length: 4 }, () => [...rgb, 255]).flat()), planes, 2, 2);
    const [luma = 0, u = 0, v = 0] = [planes[0], planes[4], planes[5]];
    expect(planes.subarray(0, 4)).toEqual(Uint8Array.of(luma, luma, luma, luma));
    [luma, u, v].forEach((value, index) => {
      expect(Math.abs(value - (yuv[index] ?? 0))).toBeLessThanOrEqual(1);
    });
  });
});

it.each([
  [0, "00:00:00"],
  [23, "00:00:23"],
  [24, "00:01:00"],
  [24 * 61 + 5, "01:01:05"],
])("frame %i reads %s", (frame, text) => {
  expect(timeCode(frame, 24)).toBe(text);
});
