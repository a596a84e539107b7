import type { Page } from "@playwright/test";
import { expect, test } from "../support/seeded-studio";
import { toast } from "../support/studio-page";

const tile = (page: Page, at: number) => page.getByRole("gridcell").nth(at);
const link = (page: Page, at: number) => tile(page, at).getByRole("link");
const bar = (page: Page) => page.getByRole("region", { name: "Selection" });
const idOf = (page: Page, at: number) => tile(page, at).getAttribute("data-tile");

test.beforeEach(async ({ page }) => {
  await page.goto("/library?status=completed");
  await expect(tile(page, 0)).toBeVisible();
});

test("a range goes to the trash and comes back by undo", async ({ page }) => {
  const before = [
    await idOf(page, 0),
    await idOf(page, 1),
    await idOf(page, 2),
    await idOf(page, 3),
  ];
  await tile(page, 0).hover();
  await tile(page, 0).getByRole("checkbox").click();
  await link(page, 2).click({ modifiers: ["Shift"] });
  await expect(bar(page).getByText("3 selected")).toBeVisible();
  await bar(page).getByRole("button", { name: "Move to trash" }).click();
  await expect.poll(() => idOf(page, 0)).toBe(before[3]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => idOf(page, 0)).toBe(before[0]);
});

test("all that a filter finds is tagged, and found by the tag", async ({ page }) => {
  await link(page, 0).focus();
  await page.keyboard.press("ControlOrMeta+a");
  const words = await bar(page)
    .getByText(/selected$/)
    .innerText();
  await bar(page).getByRole("button", { name: "Tag" }).click();
  await page.getByRole("combobox", { name: "Tag" }).fill("dailies");
  await page.keyboard.press("Enter");
  await expect(toast(page, /tagged “dailies”/)).toBeVisible();
  await page.goto("/library?tag=dailies");
  await expect(page.getByText(/^[\d,]+ films$/)).toHaveText(words.replace("selected", "films"));
});

test("the viewer opens over the grid, leafs, and gives place and focus back", async ({ page }) => {
  await page.mouse.wheel(0, 2000);
  const third = page.locator("[data-tile]:not([aria-hidden]) > a");
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
  await expect.poll(() => page.locator("[data-unread]").count()).toBe(0);
  const inSight = await third.evaluateAll((links) =>
    links.findIndex((each) => each.getBoundingClientRect().top > 300),
  );
  const opened = third.nth(inSight);
  const id = await opened.evaluate((each) => each.parentElement?.dataset.tile);
  const place = await page.evaluate(() => scrollY);
  await opened.click();
  await expect(page).toHaveURL(`/videos/${id}?status=completed`);
  const viewer = page.getByRole("dialog", { name: "Film" });
  await expect(viewer.getByRole("region", { name: "Player" })).toBeVisible();
  await viewer.getByRole("link", { name: "Next film" }).click();
  await expect(page).not.toHaveURL(new RegExp(id ?? ""));
  await viewer.getByRole("link", { name: "Previous film" }).click();
  await expect(page).toHaveURL(new RegExp(id ?? ""));
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(page).toHaveURL("/library?status=completed");
  await expect(page.locator(`[data-tile="${id}"] > a`)).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(place);

  await page.goto(`/videos/${id}?status=completed`);
  await expect(page.getByRole("region", { name: "Player" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Next film" })).toHaveAttribute(
    "href",
    /status=completed/,
  );
});

test("films are compared side by side, at the same moment", async ({ page }) => {
  for (const at of [0, 1]) {
    await tile(page, at).hover();
    await tile(page, at).getByRole("checkbox").click();
  }
  await bar(page).getByRole("button", { name: "Compare" }).click();
  const table = page.getByRole("dialog", { name: "Compare" });
  await expect(table.locator("video")).toHaveCount(2);
  const times = () =>
    table
      .locator("video")
      .evaluateAll((videos) => videos.map((video) => (video as HTMLVideoElement).currentTime));
  await table.getByRole("slider", { name: "Position" }).fill("0.5");
  await expect.poll(times).toEqual([0.5, 0.5]);
  await table.getByRole("button", { name: "Play all" }).click();
  await expect.poll(async () => Math.min(...(await times()))).toBeGreaterThan(0.6);
  await table.getByRole("button", { name: "Pause all" }).click();
  await table.getByRole("button", { name: "One frame on" }).click();
  const [a = 0, b = 1] = await times();
  expect(Math.abs(a - b)).toBeLessThan(0.1);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/library?status=completed");
});

test("everything by keyboard: find, walk, mark, select, open, leave", async ({ page }) => {
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await link(page, 0).focus();
  await page.keyboard.press("ArrowRight");
  await expect(link(page, 1)).toBeFocused();
  const heart = tile(page, 1).getByRole("button", { name: /^Favourite/ });
  const was = await heart.getAttribute("aria-pressed");
  await page.keyboard.press("f");
  await expect(heart).toHaveAttribute("aria-pressed", was === "true" ? "false" : "true");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(bar(page).getByText("2 selected")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();
  await page.keyboard.press("End");
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(2000);
  await expect(page.locator("[data-tile] > a:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Film" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-tile] > a:focus")).toHaveCount(1);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
});
