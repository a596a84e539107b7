import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { createLocalStorage } from "@/lib/storage/local";
import { testFolder } from "@/test/support/care";
import { testDb } from "@/test/support/db";
import { hostileImages } from "@/test/support/hostile-images";
import { deleteImage, type ImageLibrary, keepImage, listImages } from "./images";

let library: ImageLibrary;
let media: string;
beforeEach(() => {
  media = path.join(testFolder(), "media");
  library = { db: testDb().db, storage: createLocalStorage(media) };
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

const picture = (background: string) =>
  sharp({ create: { width: 120, height: 90, channels: 3, background } })
    .png()
    .toBuffer();

async function keep(bytes: Uint8Array, minute = 0, name = "boat.png") {
  const kept = await keepImage(library, { bytes, name }, at(minute));
  if (!kept.ok) throw new Error(kept.error.code);
  return kept.value;
}

const files = async () =>
  (await readdir(media, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe("keeping an image", () => {
  it("stores it with its thumbnail, and tells the browser what it needs", async () => {
    const { image, isNew } = await keep(await picture("#123456"), 3, "../a\u202Eb.png");
    expect(isNew).toBe(true);
    expect(image).toMatchObject({ width: 120, height: 90, name: "ab.png" });
    expect(image.url).toMatch(/^\/media\/images\/[0-9a-f]{64}\.png$/);
    expect(image.thumbnailUrl).toMatch(/^\/media\/thumbnails\/[0-9a-f]{64}\.webp$/);
    expect(image.createdAt).toBe(at(3).toISOString());
    expect(await files()).toHaveLength(2);
  });

  it("keeps the same file once, as used again", async () => {
    const bytes = await picture("#123456");
    const first = await keep(bytes);
    const second = await keep(bytes, 5, "another name.png");
    expect(second).toEqual({ image: first.image, isNew: false });
    expect(await library.db.image.findMany()).toMatchObject([{ usedAt: at(5) }]);
  });

  it("keeps another file of the same picture once", async () => {
    const bytes = await picture("#123456");
    const first = await keep(bytes);
    const second = await keep(Buffer.concat([bytes, Buffer.from("trailing words")]));
    expect(second).toEqual({ image: first.image, isNew: false });
    expect(await files()).toHaveLength(2);
  });

  it("keeps one of ten that arrive at once, and leaves no orphan", async () => {
    const bytes = await picture("#654321");
    const all = await Promise.all(Array.from({ length: 10 }, () => keep(bytes)));
    expect(new Set(all.map(({ image }) => image.id)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await library.db.image.count()).toBe(1);
    expect(await files()).toHaveLength(2);
  });

  it("puts files back that somebody has removed", async () => {
    const bytes = await picture("#123456");
    const { image } = await keep(bytes);
    const { key, thumbnailKey } = await library.db.image.findFirstOrThrow();
    for (const file of [key, thumbnailKey]) await removed(file);
    expect(await keep(bytes)).toEqual({ image, isNew: false });
    expect(await files()).toHaveLength(2);
  });

  it("stores nothing of what it refuses", async () => {
    for (const { bytes, expected } of await hostileImages()) {
      if (expected === "kept") continue;
      const refused = await keepImage(library, { bytes, name: "x" }, at(0));
      expect(refused).toMatchObject({ ok: false, error: { code: expected } });
    }
    expect(await library.db.image.count()).toBe(0);
    expect(await files()).toEqual([]);
  });
});

const removed = (key: string) => rm(path.join(media, key));

describe("the list", () => {
  it("pages by when an image was last used, the newest first", async () => {
    const colours = ["#100000", "#200000", "#300000", "#400000", "#500000"];
    const pictures = await Promise.all(colours.map(picture));
    const ids: string[] = [];
    for (const [minute, bytes] of pictures.entries())
      ids.push((await keep(bytes, minute)).image.id);
    await keep(pictures[1] ?? Buffer.alloc(0), 10);
    const wanted = [1, 4, 3, 2, 0].map((index) => ids[index]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listImages(library.db, { limit: 2, cursor });
      seen.push(...page.images.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(wanted);
  });

  it("of the same instant loses and repeats none", async () => {
    const pictures = await Promise.all(["#100000", "#200000", "#300000"].map(picture));
    for (const bytes of pictures) await keep(bytes);
    const first = await listImages(library.db, { limit: 2 });
    const second = await listImages(library.db, { limit: 2, cursor: first.nextCursor ?? "" });
    const ids = [...first.images, ...second.images].map(({ id }) => id);
    expect([new Set(ids).size, second.nextCursor]).toEqual([3, null]);
  });

  it("refuses a cursor that it did not make", async () => {
    await expect(listImages(library.db, { cursor: "elsewhere" })).rejects.toThrow(RangeError);
  });
});

describe("deleting", () => {
  it("removes row and files, once", async () => {
    const { image } = await keep(await picture("#123456"));
    expect(await deleteImage(library, image.id)).toBeNull();
    expect(await library.db.image.count()).toBe(0);
    expect(await files()).toEqual([]);
    expect(await deleteImage(library, image.id)).toBe("notFound");
  });

  it("races with the same image being given again, and leaves all of it or nothing", async () => {
    const bytes = await picture("#123456");
    for (let round = 0; round < 5; round++) {
      const { image } = await keep(bytes);
      await Promise.all([deleteImage(library, image.id), keep(bytes)]);
      const rows = await library.db.image.count();
      expect(await files()).toHaveLength(rows * 2);
    }
  });
});
