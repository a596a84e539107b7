import type { CDPSession, Page } from "@playwright/test";
import { picture } from "../support/pictures";
import {
  cropFrame,
  framingIn,
  give,
  imageField,
  sentReference,
  untilAlive,
} from "../support/reference";
import { expect, test } from "../support/shared-studio";
import { promptBox } from "../support/studio-page";

// The same crop by every way there is to make it.

test("by mouse: drag and wheel", async ({ page }) => {
  await page.goto("/");
  await give(page, await picture("png"));
  await cropFrame(page).scrollIntoViewIfNeeded();
  const start = await framingIn(page);
  const middle = await middleOf(page);

  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - 30, middle.y, { steps: 5 });
  await page.mouse.up();
  await expect
    .poll(async () => (await framingIn(page)).x, "it does not follow")
    .toBeGreaterThan(start.x);
  await expect(cropFrame(page), "the keys do not go on from there").toBeFocused();

  await page.mouse.wheel(0, -200);
  await expect.poll(async () => (await framingIn(page)).width).toBeLessThan(start.width);
  await imageField(page).getByRole("button", { name: "Begin anew" }).click();
  expect(await framingIn(page)).toEqual(start);
});

test("by keyboard alone, from the file to the film", async ({ page, studio }) => {
  const prompt = "A meadow by keys [[400]]";
  await page.goto("/");
  await untilAlive(page);
  // Asked for early: a browser that is told late shows its own window.
  const choosing = page.waitForEvent("filechooser");
  await promptBox(page).focus();
  await page.keyboard.type(prompt);
  await tabTo(page, "Choose a file");
  await page.keyboard.press("Enter");
  const { name, mimeType, buffer } = await picture("jpeg");
  await (await choosing).setFiles({ name, mimeType, buffer });
  await expect(cropFrame(page)).toBeVisible();
  const start = await framingIn(page);

  await tabTo(page, "The part of the image that the film begins with");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("+");
  const framing = await framingIn(page);
  expect(framing.width).toBeCloseTo(start.width / 1.1, 3);
  expect(framing.x).toBeGreaterThan(start.x);
  await tabTo(page, /^Generate/);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await studio.tasks(prompt)).length).toBe(1);
  expect((await sentReference(studio, prompt)).reference.framing).toEqual(framing);
});

test("by dropping and pasting", async ({ page }) => {
  await page.goto("/");
  await untilAlive(page);
  const dropped = await picture("png", 640, 480);
  await page.evaluate(handOver, { ...inPage(dropped), event: "drop" as const });
  await expect(imageField(page)).toContainText("meadow.png");
  const pasted = { ...(await picture("jpeg", 500, 400)), name: "screenshot.jpeg" };
  await page.evaluate(handOver, { ...inPage(pasted), event: "paste" as const });
  await expect(imageField(page)).toContainText("screenshot.jpeg");
});

test.describe("on a touch screen of 390 px", () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test("by finger: drag and pinch, and the page scrolls beside it", async ({ page }) => {
    await page.goto("/");
    await give(page, await picture("webp"));
    await cropFrame(page).scrollIntoViewIfNeeded();
    const touch = await page.context().newCDPSession(page);
    const start = await framingIn(page);
    const scrolled = () => page.evaluate(() => window.scrollY);
    const before = await scrolled();

    const { x, y } = await middleOf(page);
    await swipe(touch, [[{ x, y }], [{ x: x - 40, y }]]);
    await expect.poll(async () => (await framingIn(page)).x).toBeGreaterThan(start.x);
    await swipe(touch, [
      [
        { x: x - 20, y },
        { x: x + 20, y },
      ],
      [
        { x: x - 70, y },
        { x: x + 70, y },
      ],
    ]);
    await expect.poll(async () => (await framingIn(page)).width).toBeLessThan(start.width / 1.5);
    expect(await scrolled(), "the page moved with the image").toBe(before);

    const heading = await imageField(page).getByRole("heading").boundingBox();
    if (!heading) throw new Error("the heading is not in view");
    const beside = { x: heading.x + 5, y: heading.y + 5 };
    await swipe(touch, [[beside], [{ ...beside, y: beside.y - 90 }]]);
    await expect.poll(scrolled, "the page cannot be scrolled").toBeGreaterThan(before);
    for (const button of await imageField(page).getByRole("button").all()) {
      const box = await button.boundingBox();
      expect(
        Math.min(box?.width ?? 0, box?.height ?? 0),
        await button.innerText(),
      ).toBeGreaterThanOrEqual(24);
    }
  });
});

type Point = { x: number; y: number };

async function swipe(touch: CDPSession, path: [Point[], Point[]]): Promise<void> {
  const [from, to] = path;
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: from });
  for (let step = 1; step <= 6; step++) {
    const touchPoints = from.map((point, index) => {
      const end = to[index] ?? point;
      const part = step / 6;
      return { x: point.x + (end.x - point.x) * part, y: point.y + (end.y - point.y) * part };
    });
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

async function middleOf(page: Page): Promise<Point> {
  const box = await cropFrame(page).boundingBox();
  if (!box) throw new Error("the crop is not in view");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
    });
    if (typeof name === "string" ? focused === name : name.test(focused)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

const inPage = ({
  name,
  mimeType,
  buffer,
}: {
  name: string;
  mimeType: string;
  buffer: Buffer;
}) => ({
  ...{ name, mimeType },
  base64: buffer.toString("base64"),
});

/** In the page: hands a file over as a drop on the composer or a paste into it. */
function handOver(file: {
  name: string;
  mimeType: string;
  base64: string;
  event: "drop" | "paste";
}) {
  const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], file.name, { type: file.mimeType }));
  const target = document.querySelector("textarea");
  const how = { bubbles: true, cancelable: true };
  target?.dispatchEvent(
    file.event === "drop"
      ? new DragEvent("drop", { ...how, dataTransfer: data })
      : new ClipboardEvent("paste", { ...how, clipboardData: data }),
  );
}
