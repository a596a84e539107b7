import { expect, test } from "../support/shared-studio";
import { cardIn, generate, promptBox } from "../support/studio-page";

test("a refused task says why, whether it cost money, and what next", async ({ page, studio }) => {
  const prompt = "Two knights fence in a hall [[moderated]]";
  await page.goto("/");
  await generate(page, { prompt });

  const row = cardIn(page, "Did not work out", prompt);
  await expect(row).toContainText("The content policy stopped it.");
  await expect(row).toContainText("It cost nothing: the $0.40 held for it is free again.");
  await expect(row).toContainText("Your request was blocked by our moderation system.");
  await expect(row).toContainText("Describe people, brands and violence in other words");
  expect(await studio.tasks(prompt)).toMatchObject([{ status: "failed", charge: "released" }]);

  await promptBox(page).fill("");
  await row.getByRole("link", { name: /^Edit and try again/ }).click();
  await expect(promptBox(page)).toHaveValue(prompt);
});

test("a film that is gone before it was saved says that it was paid", async ({ page }) => {
  const prompt = "A sandcastle and the tide [[job-expired]]";
  await page.goto("/");
  await generate(page, { prompt });

  const row = cardIn(page, "Did not work out", prompt);
  await expect(row).toContainText("It cost $0.40.", { timeout: 30_000 });
  await expect(row).toContainText("API Yi keeps films for one day.");
});

test("an unknown outcome is never sent again, and says that it may have been paid", async ({
  page,
  studio,
}) => {
  const prompt = "A cable car in fog [[502-paid]]";
  await page.goto("/");
  await generate(page, { prompt });

  const row = cardIn(page, "In progress", prompt);
  await expect(row).toContainText("Perhaps paid: $0.40");
  await expect(row.getByRole("button", { name: /^Cancel/ })).toBeHidden();
  // Upstream's list is looked at once; then it rests until somebody decides.
  await expect
    .poll(() => studio.tasks(prompt))
    .toMatchObject([{ status: "unconfirmed", charge: "uncertain", moving: false }]);
});
