import { request as httpRequest } from "node:http";
import { expect, test } from "../support/shared-studio";
import { generate } from "../support/studio-page";

const refusals = [
  ["cursor=nonsense", "cursor"],
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=many", "limit"],
  ["status=foo", "status"],
] as const;

for (const [query, field] of refusals) {
  test(`GET /api/tasks?${query} is refused, naming ${field}`, async ({ request }) => {
    const response = await request.get(`/api/tasks?${query}`);
    expect(response.status()).toBe(400);
    const { error } = await response.json();
    expect(error).toMatchObject({ code: "malformed", field });
  });
}

test("an unknown task is not found", async ({ request }) => {
  for (const id of ["00000000-0000-7000-8000-000000000000", "nonsense"]) {
    expect((await request.get(`/api/tasks/${id}`)).status(), id).toBe(404);
  }
  expect((await request.get("/media/videos/nonsense.mp4")).status()).toBe(404);
});

test("the health route tells a process manager what it wants to know", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({
    status: "ok",
    mode: "sandbox",
    database: "ok",
    worker: "ok",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

test("a task is told as others rely on it", async ({ request, film }) => {
  const { tasks, nextCursor } = await (await request.get("/api/tasks?limit=100")).json();
  expect([null, expect.any(String)]).toContainEqual(nextCursor);
  expect(tasks.find((task: { id: string }) => task.id === film.id)).toMatchObject({
    status: "completed",
    channel: "sora-official",
    model: "sora-2",
    prompt: film.prompt,
    seconds: 4,
    size: "1280x720",
    progress: 100,
    priceMicros: 400_000,
    charge: "charged",
    failure: null,
    video: {
      url: expect.stringMatching(/^\/media\/videos\/.+\.mp4$/),
      posterUrl: expect.stringMatching(/^\/media\/posters\/.+\.webp$/),
      durationMs: 4_000,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: expect.stringMatching(/Z$/),
  });
});

test("the list comes in pages, newest first, without gaps or repetitions", async ({
  page,
  request,
  studio,
}) => {
  await page.goto("/");
  await generate(page, { prompt: "Five takes to leaf through [[400]]", takes: 5 });
  const all = await studio.tasks();
  const leafed: string[] = [];
  let query = "limit=2";
  while (query) {
    const { tasks, nextCursor } = await (await request.get(`/api/tasks?${query}`)).json();
    leafed.push(...tasks.map(({ id }: { id: string }) => id));
    query = nextCursor && `limit=2&cursor=${nextCursor}`;
  }
  expect(leafed).toEqual(all.map(({ id }) => id));
  const times = all.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
});

test("other web pages, and other names for this machine, are refused", async ({
  request,
  studio,
}) => {
  const foreign = await request.get("/api/tasks", { headers: { "Sec-Fetch-Site": "cross-site" } });
  expect(foreign.status(), "a read by another web page").toBe(403);
  expect(await statusFor(studio.url, "evil.example"), "DNS rebinding").toBe(403);
});

/** Asks for the tasks under another name than the studio's own. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${url}/api/tasks`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject).end();
  });
}
