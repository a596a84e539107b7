import { expect, test } from "../support/shared-studio";
import { choice, compose, generateButton, promptBox } from "../support/studio-page";

test("an unfinished draft survives a reload", async ({ page }) => {
  const prompt = "A lighthouse keeper climbs a spiral stair, lantern in";
  await page.goto("/");
  await compose(page, {
    prompt,
    model: "Sora 2 Pro",
    shape: "1792 × 1024",
    length: "8 s",
    takes: 2,
  });

  await page.reload();

  await expect(promptBox(page)).toHaveValue(prompt);
  await expect(choice(page, "Shape", "1792 × 1024")).toBeChecked();
  await expect(choice(page, "Length", "8 s")).toBeChecked();
  await expect(generateButton(page)).toHaveAccessibleName("Generate 2 takes - $8.00");
});
