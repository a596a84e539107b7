import { readdirSync } from "node:fs";
import path from "node:path";
import { liveEnvironment } from "../support/live-environment";
import { expect, test } from "../support/page-test";
import { bytesOnTheWay, filmTimeout, type Studio } from "../support/studio";
import { cardIn, generate } from "../support/studio-page";

test("killed while films wait, render and arrive: started again, it loses none and pays none twice", async ({
  page,
  start,
  startUpstream,
}) => {
  test.slow();
  const upstream = await startUpstream({ official: "official-key", async: "async-key" });
  const studio = await start({ environment: liveEnvironment(upstream) });
  // It falls silent twice, half a minute each time: it is on its way for as long as the others take to be sent.
  const arriving = "A whale surfaces [[stall-body*2]]";
  const rendering = "A whale dives [[slow]]";
  const waiting = "A whale sings [[slow]]";
  await page.goto(studio.url);
  await generate(page, { prompt: arriving });
  await expect
    .poll(() => bytesOnTheWay(studio), { message: "no download begins", timeout: filmTimeout })
    .toBeGreaterThan(0);
  await generate(page, { prompt: rendering });
  await generate(page, { prompt: waiting, channel: "Sora 2 Async", takes: 6 });
  await expect
    .poll(() => countOf(studio, waiting), { message: "the sixth take does not wait" })
    .toEqual({ waiting: 1, upstream: 5 });

  await studio.end("SIGKILL");
  expect(bytesOnTheWay(studio), "the film had arrived already").toBeGreaterThan(0);
  const again = await start(studio.options);

  await again.until(rendering, ["completed"]);
  await again.until(waiting, Array(6).fill("completed"));
  await again.until(arriving, ["completed"]);
  await expectOnePostEach(again);
  const requests = await upstream.requests();
  const answered = (method: string, status: number) =>
    requests.filter((request) => request.method === method && request.status === status);
  expect(answered("POST", 200), "accepted creates").toHaveLength(8);
  expect(answered("GET", 206).length, "downloads that went on").toBeGreaterThan(0);
  const sum = (await again.tasks()).reduce((total, { priceMicros }) => total + priceMicros, 0);
  expect(await upstream.bill()).toMatchObject({ chargedMicros: sum, heldMicros: 0 });
  await page.reload();
  await expect(cardIn(page, "Latest", arriving)).toBeVisible();
});

test("killed together with its sandbox: started again, both remember", async ({ page, start }) => {
  const prompt = "A snow globe on a shelf, snow falling";
  const studio = await start();
  await page.goto(studio.url);
  await generate(page, { prompt, takes: 2 });
  const sent = async () => (await studio.tasks(prompt)).map((task) => task.submittedAt !== null);
  await expect.poll(sent, "the takes are not sent").toEqual([true, true]);

  await studio.end("SIGKILL");
  const again = await start(studio.options);

  const films = await again.until(prompt, ["completed", "completed"]);
  const ids = await expectOnePostEach(again);
  expect(jobsOf(again).sort()).toEqual(ids.sort());
  for (const { video } of films) {
    expect((await page.request.head(`${again.url}${video?.url}`)).status()).toBe(200);
  }
});

/** How many tasks with this prompt wait, and how many are upstream for certain. */
async function countOf(studio: Studio, prompt: string) {
  const statuses = (await studio.tasks(prompt)).map(({ status }) => status);
  const upstream = statuses.filter((status) => status === "queued" || status === "in_progress");
  return {
    waiting: statuses.filter((status) => status === "waiting").length,
    upstream: upstream.length,
  };
}

/** Each task was sent once, and each has a job of its own. @returns the ids of the jobs. */
async function expectOnePostEach(studio: Studio): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, prompt } of await studio.tasks()) {
    const { upstreamId, events } = await studio.task(id);
    expect(
      events.filter(({ to }) => to === "submitting"),
      `sends of “${prompt}”`,
    ).toHaveLength(1);
    ids.push(upstreamId ?? "none");
  }
  expect(new Set(ids).size, "jobs that are nobody else's").toBe(ids.length);
  return ids;
}

/** The jobs that the sandbox inside the studio has made. */
const jobsOf = ({ dataDir }: Studio): string[] =>
  readdirSync(path.join(dataDir, "sandbox", "jobs")).map((name) => path.basename(name, ".json"));
