import { expect, test } from "../support/own-studio";
import { cardIn, generate, toast } from "../support/studio-page";

test("what waits for a slot can be withdrawn, and is never sent", async ({ page, studio }) => {
  // Five of them render for long and then fail: nothing has to be drawn.
  const prompt = "Six kites over a beach [[slow]] [[job-fails]]";
  await page.goto("/");
  await generate(page, { prompt, channel: "Sora 2 Async", takes: 6 });

  const waiting = cardIn(page, "In progress", prompt).filter({ hasText: "Waiting for a slot" });
  await expect(waiting, "the sixth take does not wait").toHaveCount(1);
  await expect(waiting).toContainText("5 of 5 running");
  await waiting.getByRole("button", { name: /^Cancel/ }).click();

  await expect(toast(page, "Canceled.")).toBeVisible();
  await expect(cardIn(page, "In progress", prompt)).toHaveCount(5);
  const canceled = (await studio.tasks(prompt)).filter(({ status }) => status === "canceled");
  expect(canceled).toEqual([expect.objectContaining({ charge: "released", submittedAt: null })]);
});
