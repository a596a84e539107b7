import { expect, type Page } from "@playwright/test";

/** Plays the film that the viewer shows, and compares it with what was asked for. */
export async function expectToPlay(
  page: Page,
  asked: { width: number; height: number; seconds: number },
): Promise<void> {
  const video = page.getByRole("region", { name: "Player" }).locator("video");
  await video.evaluate((element: HTMLVideoElement) => element.play());
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), {
      message: "the film does not move",
    })
    .toBeGreaterThan(0.3);
  const shown = await video.evaluate((element: HTMLVideoElement) => ({
    width: element.videoWidth,
    height: element.videoHeight,
    seconds: Math.round(element.duration * 10) / 10,
  }));
  expect(shown).toEqual(asked);
}
