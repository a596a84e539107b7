import { expect, test } from "../support/shared-studio";

test("every page says that the sandbox answers, and how to change that", async ({ page, film }) => {
  const unknown = "/videos/00000000-0000-7000-8000-000000000000";
  for (const address of ["/", "/library", `/videos/${film.id}`, unknown, "/nowhere"]) {
    await page.goto(address);
    const banner = page.getByRole("complementary", { name: "Sandbox" });
    await expect(banner, address).toContainText("Films are synthetic, no money moves.");
    await banner.getByText("Add a key").click();
    await expect(banner, address).toContainText("API_YI_OFFICIAL_KEY");
  }
});
