import type { Page } from "@playwright/test";
import { expect, test } from "../support/seeded-studio";

const cells = (page: Page) => page.getByRole("gridcell");
const count = async (page: Page) =>
  Number.parseInt((await page.getByText(/^[\d,]+ films?$/).innerText()).replace(",", ""), 10);
const query = (page: Page) => new URL(page.url()).search;

test("a search and filters are in the address, shareable, and the back button takes them back", async ({
  page,
}) => {
  await page.goto("/library");
  await expect(cells(page).first()).toBeVisible();
  const all = await count(page);

  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("checkbox", { name: /^Portrait/ }).check();
  await expect.poll(() => query(page)).toBe("?shape=portrait");
  await expect.poll(() => count(page)).toBeLessThan(all);
  await page.keyboard.press("Escape");
  await page.getByLabel("Order").selectOption("oldest");
  await expect.poll(() => query(page)).toBe("?shape=portrait&sort=oldest");

  await page.goBack();
  await expect.poll(() => query(page)).toBe("?shape=portrait");
  await expect(page.getByLabel("Order")).toHaveValue("newest");
  await page.goBack();
  await expect.poll(() => query(page)).toBe("");
  await expect.poll(() => count(page)).toBe(all);

  await page.goForward();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove the filter: Portrait" })).toBeVisible();
  await page.getByRole("button", { name: "Remove the filter: Portrait" }).click();
  await expect.poll(() => count(page)).toBe(all);
});

test("what is unknown in an address is ignored and named; nothing found leads out", async ({
  page,
}) => {
  const answer = await page.goto("/library?status=paid&sort=sideways&model=gone&favourite=yes");
  expect(answer?.status()).toBe(200);
  await expect(page.getByText(/status=paid/)).toBeVisible();
  await expect(cells(page).first()).toBeVisible();

  await page.getByRole("searchbox").fill("walrus of nowhere");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(cells(page).first()).toBeVisible();
});

test("the scrubber leads to any day, without reading what lies between", async ({ page }) => {
  const pages: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/library") pages.push(request.url());
  });
  await page.goto("/library");
  await expect(cells(page).first()).toBeVisible();
  const slider = page.getByRole("slider", { name: "Date" });
  await slider.focus();
  pages.length = 0;
  await page.keyboard.press("End");
  await expect
    .poll(() => page.evaluate(() => document.querySelectorAll("[data-unread]").length))
    .toBe(0);
  // The slider tells the day at the top of the screen: the last days share the last screen.
  const last = Number(await slider.getAttribute("aria-valuemax"));
  await expect
    .poll(async () => Number(await slider.getAttribute("aria-valuenow")))
    .toBeGreaterThan(last * 0.9);
  expect(pages.length).toBeLessThan(5);
});
