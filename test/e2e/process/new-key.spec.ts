import { liveEnvironment } from "../support/live-environment";
import { expect, test } from "../support/page-test";
import { generate } from "../support/studio-page";

test("a wrong key pauses the channel; started with the right one, it goes on by itself", async ({
  page,
  start,
  startUpstream,
}) => {
  const prompt = "A locksmith opens a door";
  const upstream = await startUpstream({ official: "the-right-key", async: "unused" });
  const environment = { ...liveEnvironment(upstream), API_YI_ASYNC_KEY: "" };
  const wrong = await start({
    environment: { ...environment, API_YI_OFFICIAL_KEY: "a-wrong-key" },
  });
  await page.goto(wrong.url);
  const withoutKey = page.getByLabel("Channel").getByRole("option", { name: /Sora 2 Async/ });
  await expect(withoutKey).toBeDisabled();
  await expect(withoutKey).toContainText("no key: set API_YI_ASYNC_KEY and start again");

  const paused = page.getByText("Sora 2 Official is paused.", { exact: true });
  const refusals = async () =>
    (await upstream.requests()).filter(({ status }) => status === 401).length;
  await generate(page, { prompt });
  await expect(paused).toBeVisible();
  await page.getByRole("button", { name: "Check again" }).click();
  await expect.poll(refusals, "the key was not tried again").toBe(2);
  await expect(paused).toBeVisible();
  await wrong.until(prompt, ["waiting"]);
  await wrong.end("SIGTERM");

  const right = await start({ ...wrong.options, environment });
  await right.until(prompt, ["completed"]);
  await page.reload();
  await expect(paused).toBeHidden();
  expect(await refusals()).toBe(2);
});
