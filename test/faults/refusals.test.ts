import { describe, expect, it, vi } from "vitest";
import { listPauses, resumeChannel } from "@/lib/task/pause";
import { getTask } from "@/lib/task/read";
import { checkInvariants } from "../support/invariants";
import { quickFilms } from "../support/quick-films";
import { type TestStudio, testStudio } from "../support/studio";
import { taskInput } from "../support/tasks";
import { channelOf } from "../support/worker-world";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

const hour = 3_600_000;
const official = "sora-official";

const posts = ({ sandbox }: TestStudio) =>
  sandbox.requests().filter(({ method }) => method === "POST");

/** What the banners are made of. */
const pauses = ({ db, plan }: TestStudio) =>
  listPauses(db, false, (channel) => plan.keys[channel] ?? null);

describe("a POST that is refused", () => {
  it.each(["429", "429-date"])(
    "FAULTS 6: [[%s]] goes back to waiting, and is sent once after Retry-After",
    async (word) => {
      const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
      const [id] = await studio.press({ prompt: `[[${word}]] a fox` });
      studio.startWorker();
      await studio.time.until(async () => (await studio.task(id)).failureKind === "rateLimited");
      expect((await studio.task(id)).status).toBe("waiting");
      // What is pressed meanwhile waits as well.
      await studio.press();
      await studio.time.settle();
      const [first, ...later] = posts(studio);
      expect(later).toHaveLength(2);
      for (const { at } of later) expect(at - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
      expect((await studio.task(id)).status).toBe("completed");
      await checkInvariants(studio);
    },
  );

  it("FAULTS 7: for what was asked, it fails with the reason, costs nothing, and can be edited", async () => {
    const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
    const words = ["400", "400-flat", "400-wrapped", "400-empty", "moderated"];
    const asked = { seconds: 8, size: "720x1280" };
    const pressed = await Promise.all(
      words.map((word) => studio.press({ ...asked, prompt: `[[${word}]] a fox` })),
    );
    studio.startWorker();
    await studio.time.settle();
    const views = await Promise.all(pressed.map(([id = ""]) => getTask(studio.db, id)));
    expect(views.map((view) => view?.failure?.message)).toEqual([
      "Invalid value for 'prompt'.",
      "Invalid value for 'prompt'.",
      "Invalid value for 'prompt'.",
      "HTTP 400, no reason given",
      "Your request was blocked by our moderation system.",
    ]);
    for (const [index, view] of views.entries()) {
      expect(view).toMatchObject({
        ...asked,
        prompt: expect.stringContaining(`[[${words[index]}]] a fox`),
        ...{ channel: official, model: "sora-2", status: "failed", charge: "released" },
      });
    }
    expect(posts(studio)).toHaveLength(words.length);
    expect(studio.sandbox.bill().lines).toEqual([]);
    await checkInvariants(studio);
  });
});

describe("a key that is refused", () => {
  it.each([
    ["401", "auth"],
    ["403", "permission"],
  ])(
    "FAULTS 8: [[%s]] on a POST pauses the channel; what waits keeps waiting, and goes on later",
    async (word, kind) => {
      const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
      const [refused] = await studio.press({ prompt: `[[${word}]] a fox` });
      studio.startWorker();
      await studio.time.settle();
      const [waiting] = await studio.press();
      await studio.time.pass(hour);
      expect(await pauses(studio)).toMatchObject([{ channel: official, kind, model: "" }]);
      expect(channelOf(official).setup.length).toBeGreaterThan(0);
      expect(await studio.task(refused)).toMatchObject({ status: "waiting", failureKind: kind });
      expect(await studio.task(waiting)).toMatchObject({ status: "waiting", failureKind: null });
      expect(posts(studio)).toHaveLength(1);
      await checkInvariants(studio);

      await resumeChannel(studio.db, false, official);
      await studio.time.settle();
      expect((await studio.task(refused)).status).toBe("completed");
      expect((await studio.task(waiting)).status).toBe("completed");
      await checkInvariants(studio);
    },
  );

  it("FAULTS 8: a wrong key makes one banner for all tasks, and another key opens the channel", async () => {
    const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
    studio.plan.keys[official] = "sk-wrong";
    const ids = await studio.press({ takes: 6 });
    studio.startWorker();
    await studio.time.pass(hour);
    expect(await pauses(studio)).toHaveLength(1);
    // Those that were on their way together, and no more.
    expect(posts(studio).length).toBeLessThanOrEqual(4);
    for (const id of ids) expect((await studio.task(id)).status).toBe("waiting");

    studio.plan.keys[official] = studio.sandbox.keys[official];
    expect(await pauses(studio)).toEqual([]);
    await studio.time.settle();
    for (const id of ids) expect((await studio.task(id)).status).toBe("completed");
    await checkInvariants(studio);
  });

  it("FAULTS 8: a 401 on a GET pauses the channel, and the job goes on", async () => {
    const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
    const [id] = await studio.press({ prompt: "[[poll-401]] a fox" });
    studio.startWorker();
    await studio.time.until(async () => (await pauses(studio)).length > 0);
    expect((await studio.task(id)).status).toBe("queued");
    const [waiting] = await studio.press();
    await studio.time.settle();
    expect((await studio.task(id)).status).toBe("completed");
    expect((await studio.task(waiting)).status).toBe("waiting");
    await checkInvariants(studio);
  });

  it.each(["403-quota", "429-quota"])(
    "FAULTS 9: no balance as [[%s]] pauses the channel, and loses nothing",
    async (word) => {
      const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
      const [refused] = await studio.press({ prompt: `[[${word}]] a fox` });
      studio.startWorker();
      await studio.time.settle();
      const [waiting] = await studio.press();
      await studio.time.pass(hour);
      expect(await pauses(studio)).toMatchObject([{ channel: official, kind: "quota" }]);
      expect((await studio.task(refused)).status).toBe("waiting");
      expect((await studio.task(waiting)).status).toBe("waiting");
      expect(posts(studio)).toHaveLength(1);
      await checkInvariants(studio);
    },
  );

  it("FAULTS 9: a balance that runs out stops what it does not cover, and topping up starts it again", async () => {
    const studio = await testStudio({ make: quickFilms(), jobSpeed: 10, balanceMicros: 900_000 });
    const ids = await studio.press({ takes: 5 });
    studio.startWorker();
    await studio.time.settle();
    const statuses = async () =>
      (await Promise.all(ids.map((id) => studio.task(id)))).map(({ status }) => status).sort();
    expect(await statuses()).toEqual(["completed", "completed", "waiting", "waiting", "waiting"]);
    await checkInvariants(studio);

    studio.sandbox.setBalance(null);
    await resumeChannel(studio.db, false, official);
    await studio.time.settle();
    expect(new Set(await statuses())).toEqual(new Set(["completed"]));
    await checkInvariants(studio);
  });
});

it("FAULTS 5: a retired model is a refusal: the task fails, and only that model is paused", async () => {
  const studio = await testStudio({ make: quickFilms(), jobSpeed: 10 });
  const [refused] = await studio.press({ prompt: "[[503-model]] a fox" });
  studio.startWorker();
  await studio.time.settle();
  expect(await studio.task(refused)).toMatchObject({ status: "failed", failureKind: "noChannel" });
  expect(await pauses(studio)).toMatchObject([{ channel: official, model: "sora-2" }]);
  const [same] = await studio.press();
  const [other] = await studio.press({ ...taskInput(), model: "sora-2-pro" });
  await studio.time.settle();
  expect((await studio.task(same)).status).toBe("waiting");
  expect((await studio.task(other)).status).toBe("completed");
  await checkInvariants(studio);
});
