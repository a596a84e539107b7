import { expect, test } from "../support/shared-studio";
import { promptBox } from "../support/studio-page";

test("the language is switched by hand, and stays", async ({ page }) => {
  const html = page.locator("html");
  await page.goto("/");
  await expect(html).toHaveAttribute("lang", "en");

  await page.getByRole("button", { name: "中文" }).click();
  await expect(html).toHaveAttribute("lang", "zh-Hans");
  await expect(page.getByRole("button", { name: /^生成 1 条/ })).toBeVisible();

  await page.goto("/library");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "片库" })).toBeVisible();

  await page.getByRole("button", { name: "English" }).click();
  await expect(html).toHaveAttribute("lang", "en");
});

test.describe("in a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("the first visit is in Chinese", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
    await expect(page.getByLabel("提示词")).toBeVisible();
  });
});

test("the theme is dark, switched by hand, and stays", async ({ page }) => {
  const html = page.locator("html");
  await page.goto("/");
  await expect(html).toHaveClass(/dark/);
  // The page must be alive for the switch to work.
  await expect(promptBox(page)).toBeEditable();

  await page.getByRole("button", { name: "Switch between dark and light" }).click();
  await expect(html).toHaveClass(/light/);
  await page.goto("/library");
  await page.reload();
  await expect(html).toHaveClass(/light/);
  const background = await page
    .locator("body")
    .evaluate((body) => getComputedStyle(body).backgroundColor);
  expect(background, "the page is not light").not.toMatch(/rgb\((1?\d|2\d), /);

  await page.getByRole("button", { name: "Switch between dark and light" }).click();
  await expect(html).toHaveClass(/dark/);
});
