import { picture } from "../support/pictures";
import { cropFrame, framingIn, give, imageField, sentReference } from "../support/reference";
import { expect, test } from "../support/shared-studio";
import { choice, compose, generate, promptBox } from "../support/studio-page";

test("the image and its crop survive a reload, as the same intent", async ({ page }) => {
  await page.goto("/");
  await compose(page, { prompt: "A meadow, kept" });
  await give(page, await picture("png"));
  await imageField(page).getByRole("button", { name: "Zoom in" }).click();
  await imageField(page).getByRole("button", { name: "Move left" }).click();
  const kept = () => page.evaluate(() => localStorage.getItem("rushes.draft"));
  const before = await kept();

  await page.reload();
  await expect(cropFrame(page)).toBeVisible();
  expect(await kept()).toBe(before);
});

test("using a film again brings its image and crop back", async ({ page, studio }) => {
  const prompt = "A meadow, once more [[400]]";
  await page.goto("/");
  await give(page, await picture("jpeg"));
  await imageField(page).getByRole("button", { name: "Zoom in" }).click();
  await generate(page, { prompt, shape: "1280 × 720" });
  const { task, reference } = await sentReference(studio, prompt);

  await page.goto(`/videos/${task.id}`);
  await expect(page.getByRole("link", { name: /^The image it begins with/ })).toHaveAttribute(
    "href",
    reference.url,
  );
  await page.evaluate(() => localStorage.clear());
  await page.getByRole("link", { name: "Edit and try again" }).click();
  await expect(page).toHaveURL("/");
  await expect(promptBox(page)).toHaveValue(prompt);
  await expect(cropFrame(page)).toBeVisible();
  expect(await framingIn(page)).toEqual(reference.framing);
});

test("a frame of a film begins the next one", async ({ page, studio, film }) => {
  await page.goto(`/videos/${film.id}`);
  const player = page.getByRole("region", { name: "Player" });
  const video = player.locator("video");
  await video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 2;
  });
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.seeking))
    .toBe(false);
  await player.press("u");

  await expect(page).toHaveURL("/");
  await expect(cropFrame(page)).toBeVisible();
  await expect(imageField(page)).toContainText("2.00s.png");
  await expect(choice(page, "Shape", "1280 × 720")).toBeChecked();
  await expect(imageField(page)).toContainText("It already has the film's shape.");

  const prompt = "It goes on from here [[400]]";
  await generate(page, { prompt });
  const { reference, width, height } = await sentReference(studio, prompt);
  expect([width, height]).toEqual([1280, 720]);
  expect(reference.framing).toMatchObject({ x: 0, y: 0, width: 1280, height: 720 });
});

test("an image given before is used again from the library", async ({ page }) => {
  await page.goto("/");
  await give(page, await picture("png", 900, 700));
  await imageField(page).getByRole("button", { name: "Remove the image" }).click();
  await imageField(page).getByRole("button", { name: "Images given before" }).click();
  const dialog = page.getByRole("dialog", { name: "Images given before" });
  await dialog.getByRole("button", { name: "Take meadow.png, 900 × 700" }).click();
  await expect(dialog).toBeHidden();
  await expect(cropFrame(page)).toBeVisible();
  await expect(imageField(page)).toBeFocused();
});

test("an image that was deleted meanwhile is said to be gone", async ({
  page,
  browser,
  studio,
}) => {
  await page.goto("/");
  await give(page, await picture("png", 777, 555));

  // Another browser: one of the same would share the draft, and know.
  const other = await browser.newPage({ baseURL: studio.url, locale: "en-US" });
  await other.goto("/");
  await imageField(other).getByRole("button", { name: "Images given before" }).click();
  const dialog = other.getByRole("dialog", { name: "Images given before" });
  await dialog.getByRole("button", { name: "Take meadow.png, 777 × 555" }).focus();
  await other.keyboard.press("Delete");
  await other.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(other.getByText("The image is deleted.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /777 × 555/ }).first()).toBeHidden();

  await other.close();

  await page.reload();
  await expect(imageField(page)).toContainText("This image is no longer in the studio.");
  await generateAnyway(page);
  await expect(imageField(page)).toContainText("The image is no longer in the library.");
  await imageField(page).getByRole("button", { name: "Remove the image" }).click();
  await expect(imageField(page).getByRole("button", { name: "Choose a file" })).toBeVisible();
});

test("an image that a film was made from cannot be deleted", async ({ page }) => {
  await page.goto("/");
  await give(page, await picture("png", 888, 666));
  await generate(page, { prompt: "A meadow to stay [[400]]" });
  await imageField(page).getByRole("button", { name: "Images given before" }).click();
  const dialog = page.getByRole("dialog", { name: "Images given before" });
  await dialog.getByRole("button", { name: "Take meadow.png, 888 × 666" }).focus();
  await page.keyboard.press("Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(dialog).toContainText("A film was made from this image, so it stays.");
});

async function generateAnyway(page: import("@playwright/test").Page) {
  await compose(page, { prompt: "Without its image" });
  await page.getByRole("button", { name: /^Generate/ }).click();
}
