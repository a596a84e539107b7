import type { Page } from "@playwright/test";
import { findingsOn } from "../support/axe";
import { choose, locales, themes, widths } from "../support/looks";
import { picture } from "../support/pictures";
import { untilAlive } from "../support/reference";
import { expect, test } from "../support/shared-studio";

const words = {
  en: {
    whole: "Show it whole",
    colour: "Colour",
    browse: "Images given before",
    remove: "Remove the image",
  },
  zh: { whole: "完整显示", colour: "纯色", browse: "用过的图片", remove: "移除图片" },
} as const;

// What moves while it is measured has other colours than what one sees in the end.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const locale of locales) {
  for (const theme of themes) {
    test(`the crop stands in nobody's way: ${locale}, ${theme}`, async ({
      page,
      context,
      studio,
    }) => {
      const say = words[locale];
      await choose(context, studio.url, { locale, theme });
      await page.goto("/");
      await untilAlive(page);
      const field = page.locator("#composer-reference");
      await page.locator('input[type="file"]').setInputFiles(await fileOf(600, 800));
      await expect(page.getByRole("application")).toBeVisible();
      await expectClean(page, "filled");

      await field.getByRole("radio", { name: say.whole }).check({ force: true });
      await field.getByRole("radio", { name: say.colour }).check({ force: true });
      await expectClean(page, "whole");

      await field.getByRole("button", { name: say.browse }).click();
      await expect(page.getByRole("dialog").getByRole("listitem").first()).toBeVisible();
      await expectClean(page, "library");
      await page.keyboard.press("Delete");
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectClean(page, "question");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");

      const noImage = { name: "words.txt", mimeType: "text/plain", buffer: Buffer.from("words") };
      await page.locator('input[type="file"]').setInputFiles(noImage);
      await expect(field.getByRole("alert")).toBeVisible();
      await expectClean(page, "refused");
      await field.getByRole("button", { name: say.remove }).click();
      await expectClean(page, "none");
    });
  }
}

async function fileOf(width: number, height: number) {
  const { name, mimeType, buffer } = await picture("jpeg", width, height);
  return { name, mimeType, buffer };
}

async function expectClean(page: Page, what: string) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect(await findingsOn(page), `${what} at ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  const beyond = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  await expect.poll(beyond, `${what} is wider than 320 px`).toBe(0);
}
