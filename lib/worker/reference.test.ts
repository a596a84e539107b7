import { rm, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { sha256Of } from "@/lib/media/hash";
import { keepPicture, recordWithImage } from "@/test/support/images";
import { claimOne, rowOf } from "@/test/support/tasks";
import { accepted, heldLease, type TestWorld, testWorld } from "@/test/support/world";
import { submitStep } from "./submit";

/** A task that is to begin with an image. @returns its id, and where the image's cut lies. */
async function recorded(world: TestWorld) {
  const now = world.clock.now();
  const { id, reference } = await recordWithImage(world, await keepPicture(world, now), now);
  const file = (await world.storage.localFile(reference.key)).path;
  return { id, sha256: reference.sha256, file };
}

const submit = async (world: TestWorld) =>
  submitStep(world, await claimOne(world.db, world.clock.now(), "waiting"), heldLease);

describe("a task with an image", () => {
  it("is sent with exactly the bytes that were kept, under a name that tells their kind", async () => {
    const world = testWorld();
    world.upstream.onCreate = () => accepted("video_abc");
    const { id, sha256 } = await recorded(world);
    await submit(world);
    const [request] = world.upstream.creates;
    expect(request?.reference).toMatchObject({ mime: "image/png", filename: "reference.png" });
    expect(sha256Of(request?.reference?.bytes ?? new Uint8Array())).toBe(sha256);
    expect((await rowOf(world.db, id)).status).toBe("queued");
  });

  it.each<[string, (file: string) => Promise<void>]>([
    ["gone", (file) => rm(file)],
    ["another", (file) => writeFile(file, "not what was kept")],
    ["empty", (file) => writeFile(file, "")],
  ])("is not sent when its file is %s, costs nothing, and says so", async (_what, spoil) => {
    const world = testWorld();
    const { id, file } = await recorded(world);
    await spoil(file);
    await submit(world);
    expect(world.upstream.creates).toEqual([]);
    expect(await rowOf(world.db, id)).toMatchObject({
      ...{ status: "failed", failureKind: "imageLost", failureCharged: "no" },
      ...{ dueAt: null, leaseToken: null, submittedAt: null },
    });
    const events = await world.db.taskEvent.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ from, to }) => [from, to])).toEqual([
      [null, "waiting"],
      ["waiting", "failed"],
    ]);
  });

  it("waits when the disk does not tell", async () => {
    const world = testWorld();
    const { id } = await recorded(world);
    const read = world.storage.stat;
    world.storage.stat = () => Promise.reject(new Error("EIO"));
    await expect(submit(world)).rejects.toThrow("EIO");
    world.storage.stat = read;
    expect(world.upstream.creates).toEqual([]);
    expect((await rowOf(world.db, id)).status).toBe("waiting");
  });
});
