import { randomUUID } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db";
import * as cutting from "@/lib/media/image/cut";
import type { Storage } from "@/lib/storage/contract";
import { createLocalStorage } from "@/lib/storage/local";
import type { ReferenceInput } from "@/lib/task/input";
import { getTask } from "@/lib/task/read";
import type { ImageView } from "@/lib/task/view";
import { testFolder } from "@/test/support/care";
import { testDb } from "@/test/support/db";
import { filledBy, keepPicture, quarters } from "@/test/support/images";
import { taskInput } from "@/test/support/tasks";
import { deleteImage } from "./images";
import { createBatch, createTasks } from "./tasks";

const world = vi.hoisted(() => ({
  db: null as Db | null,
  storage: null as Storage | null,
  headers: new Headers(),
}));
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("next/headers", () => ({ headers: async () => world.headers }));
vi.mock("@/lib/db", async (actual) => ({ ...(await actual<object>()), db: () => world.db }));
vi.mock("@/lib/storage/select", () => ({ storage: () => world.storage }));
vi.mock("@/lib/media/image/cut", { spy: true });

const host = "127.0.0.1:3000";
const now = new Date("2026-11-20T12:00:00Z");
let db: Db;
let media: string;
let image: ImageView;
beforeEach(async () => {
  db = testDb().db;
  world.db = db;
  media = path.join(testFolder(), "media");
  world.storage = createLocalStorage(media);
  world.headers = new Headers({ host, origin: `http://${host}` });
  image = await keepPicture({ db, storage: world.storage }, now);
  vi.mocked(cutting.cutImage).mockClear();
});

const size = "1280x720";
const press = (reference: ReferenceInput, changes = {}) =>
  createTasks(taskInput({ size, reference, ...changes }));
const references = () => readdir(path.join(media, "references")).catch(() => []);
const refusal = (code: string) => ({
  ok: false,
  error: { kind: "input", faults: [expect.objectContaining({ field: "reference", code })] },
});

async function expectNothing() {
  expect(await db.task.count()).toBe(0);
  expect(await db.reference.count()).toBe(0);
  expect(await references()).toEqual([]);
}

describe("pressing Generate with an image", () => {
  it.each(["1280x720", "720x1280", "1792x1024", "1024x1792"])(
    "cuts it to exactly %s before anything is recorded",
    async (asked) => {
      const reference = filledBy(image, asked);
      const model = "sora-2-pro";
      const pressed = await press(reference, { size: asked, model, takes: 2 });
      expect(pressed).toMatchObject({ ok: true });
      const row = await db.reference.findFirstOrThrow();
      const facts = await sharp(path.join(media, row.key)).metadata();
      expect(`${facts.width}x${facts.height}`).toBe(asked);
      expect(`image/${facts.format}`).toBe(row.mime);
      const tasks = await db.task.findMany();
      expect(tasks.map(({ referenceId }) => referenceId)).toEqual([row.id, row.id]);
    },
  );

  it("shows the task with the image, and with how it was framed", async () => {
    const reference = filledBy(image, size);
    await press(reference);
    const { id } = await db.task.findFirstOrThrow();
    const view = await getTask(db, id);
    expect(view?.reference).toMatchObject({ framing: reference.framing, image });
    expect(view?.reference?.url).toMatch(/^\/media\/references\/[0-9a-f]{64}\.png$/);
  });

  it("keeps the same cut once, and the image as used", async () => {
    const reference = filledBy(image, size);
    await press(reference);
    await press(reference);
    expect(await db.task.count()).toBe(2);
    expect(await db.reference.count()).toBe(1);
    expect(await references()).toHaveLength(1);
    const { usedAt } = await db.image.findFirstOrThrow();
    expect(usedAt.getTime()).toBeGreaterThan(now.getTime());
  });

  it("answers a replay with the first tasks, without the image", async () => {
    const input = taskInput({ size, reference: filledBy(image, size) });
    const first = await createTasks(input);
    await rm(path.join(media, "images"), { recursive: true });
    expect(await createTasks(input)).toEqual(first);
    expect(cutting.cutImage).toHaveBeenCalledTimes(1);
  });

  it("cuts once for the films of a batch that differ in words alone", async () => {
    const { intentKey, ...film } = taskInput({ size, reference: filledBy(image, size) });
    const films = [film, { ...film, prompt: "another" }, { ...film, reference: null }];
    expect(await createBatch({ intentKey, films })).toMatchObject({ ok: true });
    expect(cutting.cutImage).toHaveBeenCalledTimes(1);
    const tasks = await db.task.findMany({ orderBy: { take: "asc" } });
    expect(tasks.map(({ referenceId }) => referenceId !== null)).toEqual([true, true, false]);
  });

  it.each<[string, (reference: ReferenceInput) => ReferenceInput, string]>([
    ["an image that is not there", (it) => ({ ...it, imageId: randomUUID() }), "imageGone"],
    ["no image at all", (it) => ({ ...it, imageId: "../../etc/passwd" }), "malformed"],
    ["another shape", (it) => framed(it, { width: it.framing.height }), "imageFraming"],
    ["a part beyond the image", (it) => framed(it, { x: 100_000 }), "imageFraming"],
    ["a speck", (it) => framed(it, { width: 0.016, height: 0.009 }), "imageFraming"],
    ["no number", (it) => framed(it, { x: Number.NaN }), "malformed"],
    ["a colour that is none", (it) => framed(it, { bars: "#url(evil)" }), "malformed"],
  ])("refuses %s, and records nothing", async (_what, change, code) => {
    expect(await press(change(filledBy(image, size)))).toMatchObject(refusal(code));
    await expectNothing();
  });

  it("refuses an image whose file is gone, or is another", async () => {
    const { key } = await db.image.findFirstOrThrow();
    await writeFile(path.join(media, key), await quarters(320, 240));
    expect(await press(filledBy(image, size))).toMatchObject(refusal("imageGone"));
    await rm(path.join(media, key));
    expect(await press(filledBy(image, size))).toMatchObject(refusal("imageGone"));
    await expectNothing();
  });

  it("refuses what the channel finds too heavy, with the limit", async () => {
    vi.mocked(cutting.cutImage).mockResolvedValueOnce(null);
    const refused = await press(filledBy(image, size));
    expect(refused).toMatchObject(refusal("imageTooHeavy"));
    expect(refused).toMatchObject({ error: { faults: [{ values: { most: 10 } }] } });
    await expectNothing();
  });

  it("refuses when the image is deleted while it is cut", async () => {
    const cut = await vi.importActual<typeof cutting>("@/lib/media/image/cut");
    vi.mocked(cutting.cutImage).mockImplementationOnce(async (...args) => {
      expect(await deleteImage(image.id)).toEqual({ ok: true, value: null });
      return cut.cutImage(...args);
    });
    expect(await press(filledBy(image, size))).toMatchObject(refusal("imageGone"));
    expect(await db.task.count()).toBe(0);
  });
});

const framed = (reference: ReferenceInput, changes: object): ReferenceInput => ({
  ...reference,
  framing: { ...reference.framing, ...changes },
});

describe("deleting an image", () => {
  it("is refused while a task has it, and works afterwards", async () => {
    await press(filledBy(image, size));
    expect(await deleteImage(image.id)).toEqual({ ok: false, error: { kind: "inUse" } });
    await db.task.deleteMany();
    expect(await deleteImage(image.id)).toEqual({ ok: true, value: null });
    await expectNothing();
    expect(await readdir(path.join(media, "images"))).toEqual([]);
    expect(await readdir(path.join(media, "thumbnails"))).toEqual([]);
  });

  it.each(["", "1", "0193480e-7c2b-7aaa-8bbb-0123456789ab"])("%j is no image", async (id) => {
    expect(await deleteImage(id)).toEqual({ ok: false, error: { kind: "notFound" } });
  });

  it("is refused to another page", async () => {
    world.headers = new Headers({ host, origin: "https://elsewhere.example" });
    expect(await deleteImage(image.id)).toEqual({ ok: false, error: { kind: "forbidden" } });
  });
});
