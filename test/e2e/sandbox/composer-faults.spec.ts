import { expect, test } from "../support/shared-studio";
import { compose, generateButton, promptBox } from "../support/studio-page";

test("an empty prompt is refused at its field, in both languages", async ({ page, studio }) => {
  const before = (await studio.tasks()).length;
  await page.goto("/");
  await generateButton(page).click();
  await expect(page.getByText("Say what the film should show.")).toBeVisible();
  await expect(promptBox(page)).toBeFocused();

  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: /^生成/ }).click();
  await expect(page.getByLabel("提示词")).toHaveAccessibleDescription(/^请描述视频要呈现的内容。/);
  expect(await studio.tasks()).toHaveLength(before);
});

test("a prompt that is too long for the channel says by how much", async ({ page }) => {
  await page.goto("/");
  await compose(page, { prompt: "水".repeat(1_002), channel: "Sora 2 Async" });
  await generateButton(page).click();
  await expect(promptBox(page)).toHaveAccessibleDescription(/^Too long by 3: .* at most 999/);
});
