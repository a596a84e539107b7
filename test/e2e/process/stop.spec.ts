import { expect, test } from "../support/page-test";
import { bytesOnTheWay, filmTimeout } from "../support/studio";
import { cardIn, generate } from "../support/studio-page";

test("SIGTERM ends within ten seconds, whatever is under way, and the next start goes on", async ({
  page,
  start,
}) => {
  const rendering = "A potter at the wheel [[never]]";
  const studio = await start();
  await page.goto(studio.url);
  await generate(page, { prompt: rendering, takes: 3 });
  await generate(page, { prompt: "A film that stops half-way [[stall-body]]", takes: 1 });
  await studio.until(rendering, Array(3).fill("in_progress"));
  await expect
    .poll(() => bytesOnTheWay(studio), { message: "no download begins", timeout: filmTimeout })
    .toBeGreaterThan(0);

  // The page is still open and asks every other second.
  const ending = await studio.end("SIGTERM");
  expect(ending).toMatchObject({ code: 0, signal: null });
  expect(ending.ms).toBeLessThan(10_000);
  const trouble = page.getByText("The studio does not answer.");
  await expect(trouble).toBeVisible();

  const again = await start(studio.options);
  expect(await again.tasks()).toHaveLength(4);
  await expect(trouble).toBeHidden({ timeout: 45_000 });
  await expect(cardIn(page, "In progress", rendering)).toHaveCount(3);
});
