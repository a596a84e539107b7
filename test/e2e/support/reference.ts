import { expect, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import type { Framing } from "@/lib/framing";
import type { Picture } from "./pictures";
import type { Studio } from "./studio";

export const imageField = (page: Page): Locator =>
  page.getByRole("region", { name: "Image", exact: true });

/** The frame of the crop, which takes the keys. */
export const cropFrame = (page: Page): Locator =>
  page.getByRole("application", { name: "The part of the image that the film begins with" });

/** Picks a file, and waits until it can be cut. */
export async function give(page: Page, { name, mimeType, buffer }: Picture): Promise<void> {
  await untilAlive(page);
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
  await expect(cropFrame(page), "the image does not arrive").toBeVisible();
}

/** Waits until the page's own code runs: what is given or pressed before is not seen by it. */
export const untilAlive = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page
        .locator('input[type="file"]')
        .evaluate((input) => Object.keys(input).some((key) => key.startsWith("__reactProps"))),
    )
    .toBe(true);

/** The reference of the only task with this prompt: the bytes that were sent, and what they are. */
export async function sentReference(studio: Studio, prompt: string) {
  const [task] = await studio.tasks(prompt);
  if (!task?.reference) throw new Error(`“${prompt}” has no reference`);
  const response = await fetch(studio.url + task.reference.url);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { width, height, format } = await sharp(bytes).metadata();
  return { task, reference: task.reference, bytes, width, height, format };
}

/** The crop as the form holds it. */
export const framingIn = (page: Page): Promise<Framing> =>
  page.evaluate(
    () => JSON.parse(localStorage.getItem("rushes.draft") ?? "").draft.reference.framing,
  );
