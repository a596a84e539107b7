import type { Page } from "@playwright/test";
import { expect, test } from "../support/shared-studio";
import { compose, generateButton, promptBox } from "../support/studio-page";

// Refused at once: nothing is drawn, and nothing is in the way of other tests. FAULTS 17.

test("a double click is one task", async ({ page, studio }) => {
  const prompt = "A tram in the rain, twice [[400]]";
  await page.goto("/");
  await compose(page, { prompt });
  await generateButton(page).dblclick();
  await answered(page);
  expect(await studio.tasks(prompt)).toHaveLength(1);
});

test("Ctrl+Enter ten times is one task, and a changed wish is another", async ({
  page,
  studio,
}) => {
  const prompt = "A tram in the rain, ten times [[400]]";
  await page.goto("/");
  await compose(page, { prompt });
  for (let press = 0; press < 10; press++) await page.keyboard.press("Control+Enter");
  await answered(page);
  expect(await studio.tasks(prompt)).toHaveLength(1);

  await promptBox(page).fill(`${prompt} again`);
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => studio.tasks(`${prompt} again`)).toHaveLength(1);
});

test("the same draft sent from two tabs is one task", async ({ page, context, studio }) => {
  const prompt = "A tram in the rain, in two tabs [[400]]";
  await page.goto("/");
  await compose(page, { prompt });
  const other = await context.newPage();
  await other.goto("/");
  await expect(promptBox(other)).toHaveValue(prompt);

  await Promise.all([generateButton(page).click(), generateButton(other).click()]);
  await Promise.all([answered(page), answered(other)]);
  expect(await studio.tasks(prompt)).toHaveLength(1);
});

test("two takes are two tasks", async ({ page, studio }) => {
  const prompt = "A tram in the rain, two takes [[400]]";
  await page.goto("/");
  await compose(page, { prompt, takes: 2 });
  await generateButton(page).click();
  await answered(page);
  expect(await studio.tasks(prompt)).toHaveLength(2);
});

/** Waits until the studio has answered to the last press. */
async function answered(page: Page) {
  await expect(page.getByText(/on the way\.$/).first()).toBeVisible();
  await expect(generateButton(page)).not.toHaveAttribute("aria-busy", "true");
}
