import { describe, expect, test } from "vitest";
import {
  contentType,
  imageKey,
  parseKey,
  posterKey,
  referenceKey,
  taskIdOf,
  thumbnailKey,
  videoKey,
} from "./key";

const id = "0193480e-7c2b-7aaa-8bbb-0123456789ab";
const hash = "a".repeat(64);

describe("keys are built from server ids only", () => {
  test.each([
    [videoKey(id), `videos/${id}.mp4`, "video/mp4"],
    [posterKey(id), `posters/${id}.webp`, "image/webp"],
    [imageKey(hash, "png"), `images/${hash}.png`, "image/png"],
    [imageKey(hash, "jpg"), `images/${hash}.jpg`, "image/jpeg"],
    [thumbnailKey(hash), `thumbnails/${hash}.webp`, "image/webp"],
    [referenceKey(hash, "png"), `references/${hash}.png`, "image/png"],
    [referenceKey(hash, "jpg"), `references/${hash}.jpg`, "image/jpeg"],
    [referenceKey(hash, "webp"), `references/${hash}.webp`, "image/webp"],
  ])("%s", (key, text, type) => {
    expect(key).toBe(text);
    expect(parseKey(text)).toBe(text);
    expect(contentType(key)).toBe(type);
  });

  test.each(["", "../etc/passwd", "a red fox", id.toUpperCase(), `${id}\n`, `${id}/../${id}`])(
    "the id %j is refused",
    (text) => {
      expect(() => videoKey(text)).toThrow(TypeError);
      expect(() => posterKey(text)).toThrow(TypeError);
      expect(() => imageKey(text, "png")).toThrow(TypeError);
      expect(() => thumbnailKey(text)).toThrow(TypeError);
      expect(() => referenceKey(text, "png")).toThrow(TypeError);
    },
  );
});

test("films and posters know their task; images are shared", () => {
  expect(taskIdOf(videoKey(id))).toBe(id);
  expect(taskIdOf(posterKey(id))).toBe(id);
  expect(taskIdOf(imageKey(hash, "png"))).toBeNull();
  expect(taskIdOf(thumbnailKey(hash))).toBeNull();
  expect(taskIdOf(referenceKey(hash, "png"))).toBeNull();
});

test.each([
  "",
  "videos",
  "videos/",
  `videos/${id}`,
  `videos/${id}.mp4.part`,
  `videos/${id}.webp`,
  `videos/${id}.mp4\n`,
  `videos/${id}.mp4\0`,
  `videos/../videos/${id}.mp4`,
  `videos/..%2f${id}.mp4`,
  `/videos/${id}.mp4`,
  `../videos/${id}.mp4`,
  `videos//${id}.mp4`,
  `videos\\${id}.mp4`,
  `VIDEOS/${id}.mp4`,
  `posters/${id}.mp4`,
  `references/${id}.png`,
  `references/${hash}.svg`,
  `references/${hash}.jpeg`,
  `images/${hash}.gif`,
  `images/../images/${hash}.png`,
  `thumbnails/${hash}.png`,
  `thumbnails/${id}.webp`,
  "rushes.db",
  "../rushes.db",
])("%j is no key", (text) => {
  expect(parseKey(text)).toBeNull();
});
