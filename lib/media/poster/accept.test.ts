import { randomBytes } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { acceptPoster, maxPosterUploadBytes } from "./accept";

const film = { width: 1280, height: 720 };
const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: "#28a03c" } });
const refusal = async (bytes: Uint8Array) => {
  const accepted = await acceptPoster(bytes, film);
  return accepted.ok ? "accepted" : accepted.error;
};

describe("a picture of the film's shape becomes its poster", () => {
  test.each([
    ["png", plain(1280, 720).png()],
    ["jpeg", plain(640, 360).jpeg()],
    ["webp", plain(320, 180).webp()],
    ["a little narrower, as upstream renders", plain(1280, 712).webp()],
    ["with transparency", plain(320, 180).ensureAlpha(0.5).png()],
    [
      "lying on its side with a note to turn it",
      plain(180, 320).withMetadata({ orientation: 6 }).jpeg(),
    ],
  ])("%s", async (_what, encoded) => {
    const accepted = await acceptPoster(await encoded.toBuffer(), film);
    if (!accepted.ok) throw new Error(accepted.error);
    const { format, width = 0, height = 0, hasAlpha } = await sharp(accepted.value.webp).metadata();
    expect({ format, hasAlpha }).toEqual({ format: "webp", hasAlpha: false });
    expect(width).toBeLessThanOrEqual(960);
    expect(width).toBeGreaterThan(height);
    expect(accepted.value.placeholder.length).toBeLessThan(400);
  });
});

test("nothing but the picture is kept", async () => {
  const exif = { IFD0: { Copyright: "canary-exif" } };
  const png = await plain(320, 180).withExif(exif).png().toBuffer();
  const accepted = await acceptPoster(
    Buffer.concat([png, Buffer.from("<script>canary-tail")]),
    film,
  );
  if (!accepted.ok) throw new Error(accepted.error);
  expect(accepted.value.webp.toString("latin1")).not.toContain("canary");
});

test("even noise has a tiny placeholder", async () => {
  const raw = { width: 16, height: 16, channels: 3 } as const;
  const noise = await sharp(randomBytes(16 * 16 * 3), { raw })
    .png()
    .toBuffer();
  const accepted = await acceptPoster(noise, { width: 960, height: 960 });
  expect(accepted.ok && accepted.value.placeholder.length).toBeLessThan(400);
});

describe("anything else is refused", () => {
  const svg = "<svg xmlns='http://www.w3.org/2000/svg' width='1280' height='720'/>";
  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a page", Buffer.from("<html>")],
    ["a drawing that could fetch", Buffer.from(svg)],
    ["a mere beginning", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
    [
      "noise behind a beginning",
      Buffer.concat([Buffer.from("\xff\xd8\xff", "latin1"), Buffer.alloc(500, 7)]),
    ],
  ])("%s is not an image", async (_what, bytes) => {
    expect(await refusal(bytes)).toBe("notAnImage");
  });

  test("a cut picture is not an image", async () => {
    const png = await sharp({
      create: {
        width: 1280,
        height: 720,
        channels: 3,
        background: "red",
        noise: { type: "gaussian", mean: 128, sigma: 30 },
      },
    })
      .png()
      .toBuffer();
    expect(await refusal(png.subarray(0, png.length / 2))).toBe("notAnImage");
  });

  test("an animation is not an image", async () => {
    const frames = await Promise.all(
      ["red", "blue"].map((background) =>
        sharp({ create: { width: 320, height: 180, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect(await refusal(animation)).toBe("notAnImage");
  });

  test("too many bytes", async () => {
    expect(await refusal(new Uint8Array(maxPosterUploadBytes + 1))).toBe("tooLarge");
  });

  test("too many pixels in few bytes", async () => {
    const bomb = await plain(8192, 4608).png().toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusal(bomb)).toBe("tooLarge");
  });

  test.each([
    [720, 1280],
    [720, 720],
    [1280, 690],
    [1280, 750],
    [1, 1],
  ])("%i x %i is another film's shape", async (width, height) => {
    expect(await refusal(await plain(width, height).png().toBuffer())).toBe("wrongShape");
  });
});
