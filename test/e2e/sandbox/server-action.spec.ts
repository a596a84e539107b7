import { expect, test } from "../support/shared-studio";
import { capturePress } from "../support/studio-page";

// The browser checks what one types. What a program sends in its place must be refused all the same.

test("a replayed press returns the same task", async ({ page, request, studio }) => {
  const prompt = "A replayed press [[400]]";
  await page.goto("/");
  const { headers, input } = await capturePress(page, { prompt });
  const again = await request.post("/", { headers, data: JSON.stringify([input]) });
  const [task] = await studio.tasks(prompt);
  expect(await again.text()).toContain(task?.id);
  expect(await studio.tasks(prompt)).toHaveLength(1);
});

test("a press from another web page writes nothing", async ({ page, request, studio }) => {
  await page.goto("/");
  const { headers, input } = await capturePress(page, { prompt: "A press to be stolen [[400]]" });
  const { origin: _, ...nowhere } = headers;
  const strangers = {
    "another origin": { ...headers, origin: "http://evil.example" },
    "another port": { ...headers, origin: "http://127.0.0.1:9" },
    "no origin": nowhere,
  };
  for (const [name, stolen] of Object.entries(strangers)) {
    const prompt = `A press from ${name} [[400]]`;
    const intent = { ...input, prompt, intentKey: crypto.randomUUID() };
    await request.post("/", { headers: stolen, data: JSON.stringify([intent]) });
    expect(await studio.tasks(prompt), name).toEqual([]);
  }
});

test("bad input is refused, naming the field, and writes nothing", async ({
  page,
  request,
  studio,
}) => {
  await page.goto("/");
  const { headers, input } = await capturePress(page, { prompt: "Good input [[400]]" });
  const faults = [
    { field: "prompt", code: "promptEmpty", change: { prompt: " \n" } },
    { field: "prompt", code: "promptTooLong", change: { prompt: "x".repeat(32_001) } },
    { field: "prompt", code: "malformed", change: { prompt: 7 } },
    { field: "seconds", code: "secondsNotOffered", change: { seconds: 5 } },
    { field: "size", code: "sizeNotOffered", change: { size: "1792x1024" } },
    { field: "model", code: "modelUnknown", change: { model: "sora-9" } },
    { field: "channel", code: "channelUnknown", change: { channel: "nobody" } },
    { field: "takes", code: "takesOutOfRange", change: { takes: 0 } },
    { field: "takes", code: "takesOutOfRange", change: { takes: 100 } },
    { field: "intentKey", code: "malformed", change: { intentKey: "again" } },
  ];
  const before = (await studio.tasks()).length;
  for (const { field, code, change } of faults) {
    const intent = { ...input, intentKey: crypto.randomUUID(), ...change };
    const answer = await request.post("/", { headers, data: JSON.stringify([intent]) });
    const said = await answer.text();
    expect(said, JSON.stringify(change)).toContain(`"field":"${field}","code":"${code}"`);
  }
  expect(await studio.tasks()).toHaveLength(before);
});

test("what is no JSON at all breaks nothing", async ({ page, request, studio }) => {
  await page.goto("/");
  const { headers } = await capturePress(page, { prompt: "A press to be garbled [[400]]" });
  const before = (await studio.tasks()).length;
  const answer = await request.post("/", { headers, data: '[{"prompt":' });
  expect(answer.ok(), "the garbled press was accepted").toBe(false);
  expect(await studio.tasks()).toHaveLength(before);
  expect((await request.get("/api/health")).status()).toBe(200);
});
