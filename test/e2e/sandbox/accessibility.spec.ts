import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import type { TaskView } from "@/lib/task/view";
import { expect, test } from "../support/shared-studio";
import type { Studio } from "../support/studio";
import { generate } from "../support/studio-page";

// Something in motion and something that failed, so that the studio has all its parts.
const moving = "A glacier from above [[never]]";
const failed = "A duel in a courtyard [[moderated]]";

const widths = [1440, 768, 390];
const locales = ["en", "zh"] as const;
const themes = ["dark", "light"] as const;

// What moves while it is measured has other colours than what one sees in the end.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const locale of locales) {
  for (const theme of themes) {
    test(`nothing stands in anybody's way: ${locale}, ${theme}`, async ({
      page,
      context,
      studio,
      film,
    }) => {
      await dress(page, studio);
      await choose(context, studio.url, { locale, theme });
      for (const address of addressesOf(film)) {
        await page.goto(address);
        await expect(page.locator("html")).toHaveClass(new RegExp(theme));
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          expect(await findingsOn(page), `${address} at ${width} px`).toEqual([]);
        }
      }
    });
  }
}

test("nothing is wider than a screen of 320 px", async ({ page, context, studio, film }) => {
  await dress(page, studio);
  await page.setViewportSize({ width: 320, height: 800 });
  for (const locale of locales) {
    await choose(context, studio.url, { locale, theme: "dark" });
    for (const address of addressesOf(film)) {
      await page.goto(address);
      await page.locator("details").first().evaluate(open);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${address} in ${locale}: px beyond the edge`).toBe(0);
    }
  }
});

const addressesOf = (film: TaskView) => ["/", "/library", `/videos/${film.id}`, "/nowhere"];

/** Puts something into every part of the studio. */
async function dress(page: Page, studio: Studio) {
  for (const prompt of [moving, failed]) {
    if ((await studio.tasks(prompt)).length > 0) continue;
    await page.goto("/");
    await generate(page, { prompt });
  }
  await studio.until(moving, ["in_progress"]);
  await studio.until(failed, ["failed"]);
}

async function choose(
  context: BrowserContext,
  url: string,
  { locale, theme }: { locale: string; theme: string },
) {
  await context.addCookies([{ name: "locale", value: locale, url }]);
  await context.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme);
}

const open = (details: HTMLElement | SVGElement) => details.setAttribute("open", "");

/** What axe finds on the page, with everything unfolded: one line each. */
async function findingsOn(page: Page): Promise<string[]> {
  for (const details of await page.locator("details").all()) await details.evaluate(open);
  // Legacy: in the page itself, which has no frames, instead of a new page for each result.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}
