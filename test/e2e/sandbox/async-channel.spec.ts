import { expectToPlay } from "../support/player";
import { expect, test } from "../support/shared-studio";
import { filmTimeout } from "../support/studio";
import { cardIn, generate } from "../support/studio-page";

test("the async channel makes its film, too", async ({ page }) => {
  const prompt = "A paper boat drifts down a gutter in the rain. Close to the water.";
  const channel = "Sora 2 Async";
  await page.goto("/");
  await generate(page, { prompt, channel, shape: "720 × 1280", length: "10 s" });

  const film = cardIn(page, "Latest", prompt);
  await expect(film, "the film does not arrive").toBeVisible({ timeout: filmTimeout });
  await film.getByRole("link").click();

  await expectToPlay(page, { width: 720, height: 1280, seconds: 10 });
  await expect(page.getByRole("main")).toContainText(channel);
});
