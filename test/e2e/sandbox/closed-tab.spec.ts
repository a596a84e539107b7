import { expect, test } from "../support/shared-studio";
import { cardIn, generate } from "../support/studio-page";

test("the film arrives although its tab was closed", async ({ page, context, studio }) => {
  const prompt = "A clockmaker's bench, gears turning. Macro shot.";
  await page.goto("/");
  await generate(page, { prompt });
  await page.close();

  await studio.until(prompt, ["completed"]);
  const later = await context.newPage();
  await later.goto("/");
  await expect(cardIn(later, "Latest", prompt)).toBeVisible();
});
