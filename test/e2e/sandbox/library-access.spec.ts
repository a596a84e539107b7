import { findingsOn } from "../support/axe";
import { expect, test } from "../support/seeded-studio";

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const locale of ["en", "zh"]) {
  for (const theme of ["dark", "light"]) {
    test(`the library stands in nobody's way: ${locale}, ${theme}`, async ({
      page,
      context,
      studio,
    }) => {
      await context.addCookies([{ name: "locale", value: locale, url: studio.url }]);
      await context.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme);
      await page.goto("/library?status=completed");
      const tiles = page.getByRole("gridcell");
      await expect(tiles.first()).toBeVisible();
      expect(await findingsOn(page), "the grid").toEqual([]);

      await tiles.nth(0).getByRole("link").focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Shift+ArrowRight");
      expect(await findingsOn(page), "a selection").toEqual([]);

      await page.keyboard.press("c");
      await expect(page.getByRole("dialog").locator("video")).toHaveCount(2);
      expect(await findingsOn(page), "a comparison").toEqual([]);
      await page.keyboard.press("Escape");

      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await findingsOn(page), "the keys").toEqual([]);
      await page.keyboard.press("Escape");

      await page.locator("[aria-expanded='false'][aria-controls]").click();
      await expect(page.getByRole("checkbox").first()).toBeVisible();
      expect(await findingsOn(page), "the filters").toEqual([]);
      await page.keyboard.press("Escape");

      await tiles.nth(2).getByRole("link").focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog").locator("video")).toBeVisible();
      expect(await findingsOn(page), "the viewer").toEqual([]);
    });
  }
}

for (const width of [320, 390]) {
  test.describe(`on a phone of ${width} px`, () => {
    test.use({ viewport: { width, height: 800 }, hasTouch: true, isMobile: true });

    test("a long press selects, a tap opens, and nothing is wider than the screen", async ({
      page,
    }) => {
      await page.goto("/library?status=completed");
      const tiles = page.getByRole("gridcell");
      await expect(tiles.first()).toBeVisible();
      const overflow = () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
      expect(await overflow()).toBe(0);

      const box = await tiles.nth(0).boundingBox();
      const touch = await page.context().newCDPSession(page);
      const point = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 40 };
      await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
      await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
      await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      await tiles.nth(1).tap();
      await expect(page.getByText("2 selected").last()).toBeVisible();
      expect(await overflow()).toBe(0);
      expect(await findingsOn(page)).toEqual([]);

      await page.getByRole("button", { name: "Clear the selection" }).tap();
      await tiles.nth(1).tap();
      await expect(page.getByRole("dialog", { name: "Film" }).locator("video")).toBeVisible();
      expect(await overflow()).toBe(0);
    });
  });
}
