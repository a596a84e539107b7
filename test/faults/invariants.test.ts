import { rm, writeFile } from "node:fs/promises";
import { expect, it, vi } from "vitest";
import { videoKey } from "@/lib/storage/key";
import { brokenInvariants, checkInvariants } from "../support/invariants";
import { quickFilms } from "../support/quick-films";
import { type TestStudio, testStudio } from "../support/studio";

vi.mock("@/lib/media/isolated", () => import("../support/in-process-media"));

/** A studio that has done nothing wrong. */
async function honest(): Promise<{ studio: TestStudio; id: string; file: string }> {
  const studio = await testStudio({
    make: quickFilms(),
    jobSpeed: 10,
    monthBudgetMicros: 1_000_000n,
  });
  const [id = ""] = await studio.press();
  studio.startWorker();
  await studio.time.settle();
  await checkInvariants(studio);
  const { path } = await studio.deps.storage.localFile(videoKey(id));
  return { studio, id, file: path };
}

type Honest = Awaited<ReturnType<typeof honest>>;

const ask = ({ sandbox }: TestStudio, path: string, body?: object) =>
  fetch(`${sandbox.baseUrl}/v1/videos${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      authorization: `Bearer ${sandbox.keys["sora-official"]}`,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });

const tampered: [string, (honest: Honest) => Promise<unknown>, RegExp][] = [
  [
    "a second POST",
    async ({ studio, id }) => {
      const { model, prompt, size } = await studio.task(id);
      await ask(studio, "", { model, prompt, size, seconds: "4" });
    },
    /2 payable POSTs/,
  ],
  [
    "a poll too soon",
    async ({ studio, id }) => {
      const { upstreamId } = await studio.task(id);
      for (const _ of [1, 2]) await ask(studio, `/${upstreamId}`);
    },
    /was polled again after 0 ms/,
  ],
  ["a film that is gone", ({ file }) => rm(file), /completed without a film/],
  ["a film that is another one", ({ file }) => writeFile(file, "else"), /has another film/],
  [
    "a film that nobody asked for",
    ({ studio, id }) => studio.db.task.update({ where: { id }, data: { status: "failed" } }),
    /is failed, yet has a film/,
  ],
  [
    "a price that is not the upstream's",
    ({ studio, id }) => studio.db.task.update({ where: { id }, data: { priceMicros: 1n } }),
    /billed 400000, held upstream 0; shown 1 to 1/,
  ],
  [
    "a task that everybody forgot",
    ({ studio, id }) =>
      studio.db.task.update({ where: { id }, data: { status: "queued", dueAt: null } }),
    /is queued, and nobody will look at it/,
  ],
  [
    "a month that costs too much",
    ({ studio, id }) => studio.db.task.update({ where: { id }, data: { priceMicros: 1_000_001n } }),
    /1000001 of 1000000 spent/,
  ],
];

it.each(tampered)("the invariants notice %s", async (_what, tamper, fault) => {
  const its = await honest();
  await tamper(its);
  expect((await brokenInvariants(its.studio)).join()).toMatch(fault);
});

it("the invariants notice the eleventh request of a minute", async () => {
  const { studio } = await honest();
  const key = studio.sandbox.keys["sora-async"];
  for (let request = 0; request < 11; request++) {
    await fetch(`${studio.sandbox.baseUrl}/v1/videos/video_none${request}`, {
      headers: { authorization: key },
    });
  }
  expect((await brokenInvariants(studio)).join()).toMatch(/more than 10 requests in 60000 ms/);
});
