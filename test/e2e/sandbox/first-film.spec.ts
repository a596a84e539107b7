import { expect, test } from "../support/own-studio";
import { expectToPlay } from "../support/player";
import { filmTimeout } from "../support/studio";
import { cardIn, choice, compose, generateButton, promptBox } from "../support/studio-page";

test("from the first visit to a film that plays, and back to the composer", async ({ page }) => {
  const prompt = "A red fox crosses a snowy field at dusk. The camera follows from the side.";

  await page.goto("/");
  await expect(page.getByText("The screen is dark")).toBeVisible();
  await expect(generateButton(page)).toHaveAccessibleName("Generate 1 take - $0.40");

  await compose(page, { prompt, shape: "1280 × 720" });
  await generateButton(page).click();
  await expect(cardIn(page, "In progress", prompt)).toBeVisible();

  const film = cardIn(page, "Latest", prompt);
  await expect(film, "the film does not arrive").toBeVisible({ timeout: filmTimeout });
  await expect(page.getByRole("region", { name: "In progress" })).toBeHidden();
  await film.getByRole("link").click();

  await expect(page.getByRole("heading", { level: 1, name: /^Film of/ })).toBeVisible();
  await expectToPlay(page, { width: 1280, height: 720, seconds: 4 });

  await page.getByRole("link", { name: "Use again" }).click();
  await expect(promptBox(page)).toHaveValue(prompt);
  await expect(choice(page, "Shape", "1280 × 720")).toBeChecked();
  await expect(choice(page, "Length", "4 s")).toBeChecked();
});
