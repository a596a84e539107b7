import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import { fitting, pixelsOf } from "@/lib/framing";
import { sha256Of } from "@/lib/media/hash";
import { parseKey } from "@/lib/storage/key";
import { readWhole } from "@/lib/storage/whole";
import { getTask } from "@/lib/task/read";
import { filledBy, keepPicture, quarters } from "./support/images";
import { checkInvariants } from "./support/invariants";
import { quickFilms } from "./support/quick-films";
import { type TestStudio, testStudio } from "./support/studio";

vi.mock("@/lib/media/isolated", () => import("./support/in-process-media"));

/** Every channel, model and size that there is. */
const offers = builtInCatalogue.channels.flatMap((channel) =>
  channel.models.flatMap((model) =>
    model.sizes.map((size) => ({
      ...{ channel: channel.id, model: model.id, seconds: model.defaultSeconds, size },
    })),
  ),
);

const studio = () => testStudio({ make: quickFilms(), jobSpeed: 10 });

/** What the sandbox was sent, by the tasks' ids upstream. */
const sentFor = async ({ sandboxDir }: TestStudio, upstreamId: string | null) =>
  readFile(path.join(sandboxDir, "films", `${upstreamId}.image`));

describe("image to video, from the library to the film", () => {
  it("sends exactly the asked pixels on every channel, model and size", async () => {
    const world = await studio();
    const image = await keepPicture(world.deps, world.clock.now(), await quarters(900, 700));
    const pressed: { id: string; size: string }[] = [];
    for (const offer of offers) {
      const { framing } = filledBy(image, offer.size);
      const fitted = fitting(image, pixelsOf(offer.size), "#101418");
      for (const each of [framing, fitted]) {
        const [id = ""] = await world.press({
          ...offer,
          reference: { imageId: image.id, framing: each },
        });
        pressed.push({ id, size: offer.size });
      }
    }
    world.startWorker();
    await world.time.settle();
    for (const { id, size } of pressed) {
      const task = await world.task(id);
      expect(task.status).toBe("completed");
      const reference = await world.db.reference.findUniqueOrThrow({
        where: { id: task.referenceId ?? "" },
      });
      const key = parseKey(reference.key);
      const stored = key && (await readWhole(world.deps.storage, key));
      const { width, height } = await sharp(stored ?? Buffer.alloc(0)).metadata();
      expect(`${width}x${height}`).toBe(size);
      expect(sha256Of(await sentFor(world, task.upstreamId))).toBe(reference.sha256);
    }
    await checkInvariants(world);
  });

  it("tells why an image was rejected, charges nothing, and keeps everything for another try", async () => {
    const world = await studio();
    const image = await keepPicture(world.deps, world.clock.now());
    const reference = filledBy(image, "1280x720");
    const [id = ""] = await world.press({ prompt: "[[faces]] a portrait", reference });
    world.startWorker();
    await world.time.settle();
    expect(await getTask(world.db, id)).toMatchObject({
      ...{ status: "failed", charge: "released" },
      failure: { kind: "moderated", message: expect.stringContaining("people-in-user-uploads") },
      reference: { image: { id: image.id }, framing: reference.framing },
    });
    await checkInvariants(world);
  });

  it("would be told by the official channel if the pixels were others", async () => {
    const world = await studio();
    const image = await keepPicture(world.deps, world.clock.now());
    const [id = ""] = await world.press({ reference: filledBy(image, "1280x720") });
    // Asked for in one size, cut for another: what must never happen.
    await world.db.task.update({ where: { id }, data: { size: "720x1280" } });
    world.startWorker();
    await world.time.settle();
    expect((await getTask(world.db, id))?.failure).toMatchObject({
      ...{ kind: "badInput", charged: "no" },
      message: "Inpaint image must match the requested width and height",
    });
  });
});
