import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds on the page, with everything unfolded: one line each. */
export async function findingsOn(page: Page): Promise<string[]> {
  await unfold(page);
  // Legacy: in the page itself, which has no frames, instead of a new page for each result.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Opens all that is folded away. */
export async function unfold(page: Page): Promise<void> {
  for (const details of await page.locator("details").all()) {
    await details.evaluate((element) => element.setAttribute("open", ""));
  }
}
