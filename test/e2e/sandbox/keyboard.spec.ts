import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/own-studio";
import { filmTimeout } from "../support/studio";
import { cardIn, choice, generateButton, promptBox } from "../support/studio-page";

test("the whole flow by keyboard alone", async ({ page }) => {
  const prompt = "A cellist on a rooftop, evening. Slow dolly in.";
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");

  await tabTo(page, promptBox(page));
  await page.keyboard.type(prompt);
  await tabTo(page, choice(page, "Shape", "720 × 1280"));
  await page.keyboard.press("ArrowRight");
  await expect(choice(page, "Shape", "1280 × 720")).toBeChecked();
  await tabTo(page, generateButton(page));
  await page.keyboard.press("Enter");

  const film = cardIn(page, "Latest", prompt);
  await expect(film, "the film does not arrive").toBeVisible({ timeout: filmTimeout });
  await tabTo(page, film.getByRole("link"));
  await page.keyboard.press("Enter");

  const player = page.getByRole("region", { name: "Player" });
  await expect(player, "the keys of the player do not work at once").toBeFocused();
  await page.keyboard.press("k");
  const time = () =>
    player.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime);
  await expect.poll(time, "the film does not move").toBeGreaterThan(0.3);

  await tabTo(page, page.getByRole("link", { name: "Use again" }));
  await page.keyboard.press("Enter");
  await expect(promptBox(page)).toBeFocused();
  await expect(promptBox(page)).toHaveValue(prompt);
});

/** Presses Tab until the focus is there. @throws with the way it took, when it never comes there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const way: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
    way.push(
      await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? "nothing"),
    );
  }
  throw new Error(`Tab never came to ${target}; it went: ${way.join(", ")}`);
}
