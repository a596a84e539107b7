import type { Page } from "@playwright/test";
import { expect, test } from "../support/own-studio";
import { generate } from "../support/studio-page";

// The page's clock is in the test's hands: a minute passes at once, with everything that was to happen in it.
const minute = 60_000;

test("nothing is asked while nothing moves", async ({ page }) => {
  await page.clock.install();
  for (const address of ["/", "/library"]) {
    await page.goto(address, { waitUntil: "networkidle" });
    const asked = countReads(page);
    await page.clock.runFor(minute);
    expect(asked(), `requests of ${address}`).toEqual([]);
  }
});

test("a moving task is watched, but not in a hidden tab", async ({ page }) => {
  await page.clock.install();
  await page.goto("/");
  await generate(page, { prompt: "A glacier [[never]]" });

  const asked = countReads(page);
  await expect
    .poll(async () => {
      await page.clock.runFor(5_000);
      return asked();
    })
    .toContain("/api/tasks");

  await setVisibility(page, "hidden");
  await page.waitForLoadState("networkidle");
  const askedWhileHidden = countReads(page);
  await page.clock.runFor(minute);
  expect(askedWhileHidden(), "requests of a hidden tab").toEqual([]);

  const askedAgain = page.waitForRequest(/\/api\/tasks/);
  await setVisibility(page, "visible");
  await page.clock.runFor(5_000);
  await askedAgain;
});

/** @returns the paths under /api that the page has asked for since. */
function countReads(page: Page): () => string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) paths.push(pathname);
  });
  return () => paths;
}

/** What a browser does when one turns to another tab; without a screen it never does so by itself. */
const setVisibility = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: visibility });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
