import { expectToPlay } from "../support/player";
import { expect, test } from "../support/shared-studio";

test("the library opens by its address, survives a reload, and leads to the film and back", async ({
  page,
  film,
}) => {
  await page.goto("/library");
  await page.reload();
  const card = page.getByRole("gridcell").filter({ hasText: film.prompt });
  const poster = card.locator("img");
  await expect
    .poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth), "no poster")
    .toBeGreaterThan(0);

  const link = card.getByRole("link");
  await link.click();
  await expect(page).toHaveURL(`/videos/${film.id}`);
  const viewer = page.getByRole("dialog", { name: "Film" });
  await viewer
    .getByRole("navigation", { name: "Films" })
    .getByRole("link", { name: "Library" })
    .click();
  await expect(page).toHaveURL("/library");
  await expect(link, "the focus is not where it was").toBeFocused();
});

test("a film opens by its address, and survives a reload", async ({ page, film }) => {
  await page.goto(`/videos/${film.id}`);
  await page.reload();
  await expect(page.getByText(film.prompt, { exact: true })).toBeVisible();
  await expectToPlay(page, { width: 1280, height: 720, seconds: 4 });
});

test("an unknown film is said to be unknown, and so is an unknown page", async ({ page }) => {
  const unknownFilm = await page.goto("/videos/00000000-0000-7000-8000-000000000000");
  expect(unknownFilm?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such film" })).toBeVisible();

  const nowhere = await page.goto("/nowhere");
  expect(nowhere?.status()).toBe(404);
  await page.getByRole("link", { name: "Back to the studio" }).click();
  await expect(page).toHaveURL("/");
});
