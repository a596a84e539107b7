import type { Page } from "@playwright/test";
import type { TaskView } from "@/lib/task/view";
import { findingsOn, unfold } from "../support/axe";
import { choose, locales, themes, widths } from "../support/looks";
import { expect, test } from "../support/shared-studio";
import type { Studio } from "../support/studio";
import { generate } from "../support/studio-page";

// Tasks in every state that explains itself, so that the studio has all its parts.
const states = {
  in_progress: "A glacier from above [[never]]",
  unconfirmed: "A ferry leaves the harbour [[502-paid]]",
  failed: "A duel in a courtyard [[moderated]]",
} as const;

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
      const addresses = await dress(page, studio, film);
      await choose(context, studio.url, { locale, theme });
      for (const address of addresses) {
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
  const addresses = await dress(page, studio, film);
  await page.setViewportSize({ width: 320, height: 800 });
  for (const locale of locales) {
    await choose(context, studio.url, { locale, theme: "dark" });
    for (const address of addresses) {
      await page.goto(address);
      await unfold(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${address} in ${locale}: px beyond the edge`).toBe(0);
    }
  }
});

/** Puts something into every part of the studio. @returns the addresses of its pages. */
async function dress(page: Page, studio: Studio, film: TaskView): Promise<string[]> {
  for (const prompt of Object.values(states)) {
    if ((await studio.tasks(prompt)).length > 0) continue;
    await page.goto("/");
    await generate(page, { prompt });
  }
  await studio.until(states.in_progress, ["in_progress"]);
  await studio.until(states.unconfirmed, ["unconfirmed"]);
  const [failed] = await studio.until(states.failed, ["failed"]);
  return ["/", "/library", "/costs", `/videos/${film.id}`, `/videos/${failed?.id}`, "/nowhere"];
}
