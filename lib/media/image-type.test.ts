import sharp from "sharp";
import { expect, test } from "vitest";
import { sniffImage } from "./image-type";

const image = sharp({ create: { width: 4, height: 4, channels: 3, background: "red" } });

test.each([
  ["png", image.clone().png()],
  ["jpeg", image.clone().jpeg()],
  ["webp", image.clone().webp()],
] as const)("%s is known by its first bytes", async (type, encoded) => {
  expect(sniffImage(await encoded.toBuffer())).toBe(type);
});

test.each([
  "",
  "\x89PN",
  "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "GIF89a........",
  "RIFF....WAVE",
  "%PDF-1.7",
  "<html>",
])("%j is none of them", (text) => {
  expect(sniffImage(Buffer.from(text, "latin1"))).toBeNull();
});
