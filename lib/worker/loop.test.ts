import { expect, it, vi } from "vitest";
import { nudgeWorker } from "@/lib/task/nudge";
import { deferred } from "@/test/support/deferred";
import { recordTasks, rowOf } from "@/test/support/tasks";
import { accepted, failure, testWorld } from "@/test/support/world";
import { startWorker } from "./loop";

it("sends nothing any more once it is stopped, and puts back what was about to be sent (FAULTS 56)", async () => {
  const world = testWorld();
  const connected = deferred();
  const sent = vi.fn();
  const asked = deferred();
  world.upstream.create = async (_request, _signal, mayStart = () => true) => {
    asked.resolve();
    await connected.promise;
    if (!mayStart()) return { outcome: "notSent", failure: failure("notSent") };
    sent();
    return accepted("video_1");
  };
  const worker = startWorker(world);
  const [id = ""] = await recordTasks(world.db, world.clock.now());
  nudgeWorker();
  await asked.promise;
  const stopped = worker.stop(5_000);
  connected.resolve();
  await stopped;
  expect(sent).not.toHaveBeenCalled();
  expect((await rowOf(world.db, id)).status).toBe("waiting");
});
