import { findingsOn } from "../support/axe";
import { expect, test } from "../support/live-studio";
import { cardIn, generate } from "../support/studio-page";

test("a refused key pauses its channel until somebody has looked", async ({ page, studio }) => {
  const first = "A train through mountains [[401]]";
  const second = "A train through a tunnel";
  await page.goto("/");
  await generate(page, { prompt: first });

  const banner = page.getByRole("status").filter({ hasText: "Sora 2 Official is paused." });
  await expect(banner).toContainText("API Yi refused the key.");
  await expect(banner).toContainText("Nothing was spent and nothing is lost: 1 task keeps waiting");
  await expect(cardIn(page, "In progress", first)).toContainText(
    "Waiting: Sora 2 Official is paused.",
  );

  expect(await findingsOn(page)).toEqual([]);

  await generate(page, { prompt: second });
  await expect(banner).toContainText("2 tasks keep waiting");
  await expect(page.getByRole("button", { name: "Check again" }), "one banner").toHaveCount(1);
  await studio.until(first, ["waiting"]);
  await studio.until(second, ["waiting"]);

  await page.getByRole("button", { name: "Check again" }).click();
  await expect(banner).toBeHidden();
  await studio.until(first, ["completed"]);
  await studio.until(second, ["completed"]);
});
