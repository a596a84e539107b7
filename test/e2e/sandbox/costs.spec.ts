import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { BooksView } from "@/lib/costs/view";
import { findingsOn } from "../support/axe";
import { liveEnvironment } from "../support/live-environment";
import { expect, test } from "../support/page-test";
import { readJson } from "../support/studio";
import { compose, generate, generateButton, toast } from "../support/studio-page";

const keys = { official: "sk-e2e-official", async: "sk-e2e-async" };
const dollars = (micros: number) => `$${(micros / 1_000_000).toFixed(2)}`;

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("the books are the sandbox's own bill, on the page and in the file", async ({
  page,
  start,
  startUpstream,
}) => {
  const upstream = await startUpstream(keys);
  const studio = await start({ environment: liveEnvironment(upstream) });
  await page.goto(studio.url);
  const made = "=SUM(1) A heron over the lake";
  await generate(page, { prompt: made, takes: 2 });
  await generate(page, { prompt: "A fox that fails [[job-fails]]", takes: 1 });
  await generate(page, { prompt: "A hare in doubt [[502-paid]]", takes: 1 });
  await studio.until(made, ["completed", "completed"]);
  await studio.until("A fox that fails [[job-fails]]", ["failed"]);
  await studio.until("A hare in doubt [[502-paid]]", ["unconfirmed"]);

  await expect.poll(async () => (await upstream.bill()).heldMicros).toBe(0);
  const bill = await upstream.bill();
  expect(bill.chargedMicros).toBe(1_200_000);
  await page.goto(`${studio.url}/costs`);
  // The sandbox's bill has what is uncertain here among what it charged.
  const sums = { Charged: 800_000, Held: 0, Uncertain: 400_000, Released: 400_000 };
  for (const [name, micros] of Object.entries(sums)) {
    await expect(card(page, name)).toContainText(dollars(micros));
  }
  expect(sums.Charged + sums.Uncertain).toBe(bill.chargedMicros);
  const total = page.getByRole("table", { name: "By model" }).getByRole("row").last();
  await expect(total).toHaveText(/Sum\$0\.80\$0\.00\$0\.40\$0\.404/);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^rushes-costs-\d{4}-\d\d-01-.*\.csv$/);
  const file = readFileSync(await download.path(), "utf8");
  expect(file.startsWith("\uFEFFtask,held_at_utc,")).toBe(true);
  const lines = file.trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + 4);
  // A spreadsheet must show the prompt, not run it.
  expect(lines.filter((line) => line.includes(",'=SUM(1)"))).toHaveLength(2);

  await card(page, "Uncertain").click();
  await expect(page.getByText("Only Uncertain")).toBeVisible();
  await page.getByRole("link", { name: /^A hare in doubt/ }).click();
  await expect(page).toHaveURL(/\/videos\//);
});

test("a budget stops a press, and yields to a second yes to exactly its price", async ({
  page,
  start,
  startUpstream,
}) => {
  const upstream = await startUpstream(keys);
  const studio = await start({ environment: liveEnvironment(upstream) });
  await page.goto(`${studio.url}/costs`);
  const month = page.getByLabel("A month, in dollars");
  await month.fill("-3");
  await page.getByRole("button", { name: "Save the budget" }).click();
  await expect(page.getByText("It cannot be less than nothing.")).toBeVisible();
  await expect(month).toBeFocused();
  await month.fill("0.50");
  await page.getByRole("button", { name: "Save the budget" }).click();
  await expect(toast(page, "The budget holds from now on.")).toBeVisible();

  await page.goto(studio.url);
  const budget = page.getByRole("region", { name: "Budget" });
  await expect(budget).toContainText("$0.50 left of $0.50");
  await compose(page, { prompt: "A ferry leaves the harbour", length: "8 s" });
  await expect(generateButton(page)).toHaveAttribute("aria-disabled", "true");
  await page.getByLabel("Prompt").press("Control+Enter");
  await expect(page.getByText(/leaves \$0\.50, which does not cover \$0\.80/)).toBeVisible();
  expect(await studio.tasks()).toEqual([]);

  await page.getByRole("button", { name: "Pay $0.80 anyway" }).click();
  await page.getByRole("button", { name: "Pay $0.80", exact: true }).click();
  await expect(toast(page, /on the way/)).toBeVisible();
  await expect(budget).toContainText("$0.00 left of $0.50");
  expect(await studio.tasks()).toHaveLength(1);
});

test("several films go in one press, priced as a whole", async ({ page, start }) => {
  const studio = await start();
  await page.goto(studio.url);
  await page.getByRole("button", { name: "Several at once" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Prompts/).fill("A heron at dawn\n\nA fox in snow");
  await dialog.getByRole("checkbox", { name: "8 s" }).check({ force: true });
  const button = dialog.getByRole("button", { name: /^Generate/ });
  await expect(button).toHaveAccessibleName("Generate 4 takes - $2.40");
  expect(await findingsOn(page)).toEqual([]);
  await button.dblclick();
  await expect(toast(page, "4 takes are on the way.")).toBeVisible();
  await expect.poll(async () => (await studio.tasks()).length).toBe(4);
  const books: BooksView = await readJson(`${studio.url}/api/costs?${thisYear()}`);
  expect(books).toMatchObject({ sandbox: true, total: { tasks: 4 } });
});

test("a price holds from the next press on, and every change of it is kept", async ({
  page,
  start,
}) => {
  const studio = await start();
  await page.goto(studio.url);
  await generate(page, { prompt: "A lighthouse in fog", length: "4 s" });
  await page.goto(`${studio.url}/costs`);
  const price = page.getByRole("article").filter({ hasText: "Sora 2 · Sora 2 Official" });
  await price.getByText("Set this price").click();
  const field = price.getByLabel("A second in 720 × 1280");
  await field.fill("lots");
  await price.getByRole("button", { name: "Save the price" }).click();
  await expect(price.getByText(/Write an amount in dollars/)).toBeVisible();
  await field.fill("0.123456");
  await price.getByRole("button", { name: "Save the price" }).click();
  await expect(toast(page, "The price holds from now on.")).toBeVisible();
  await expect(price).toContainText("Set here");
  await price.getByText("1 change").click();
  await expect(price).toContainText("$0.10 → $0.123456");

  await page.goto(studio.url);
  await compose(page, { prompt: "A glass of water", shape: "720 × 1280", length: "4 s" });
  await expect(generateButton(page)).toHaveAccessibleName("Generate 1 take - $0.493824");
  const [task] = await studio.tasks("A lighthouse in fog");
  expect(task?.priceMicros).toBe(400_000);
});

test("the page about costs stands in nobody's way", async ({ page, context, start }) => {
  const studio = await start();
  await page.goto(studio.url);
  await generate(page, { prompt: "A heron over the lake" });
  await studio.until("A heron over the lake", ["completed"]);
  await context.addInitScript(() => {
    const theme = new URL(location.href).searchParams.get("theme");
    if (theme) localStorage.setItem("theme", theme);
  });
  for (const locale of ["en", "zh"]) {
    await context.addCookies([{ name: "locale", value: locale, url: studio.url }]);
    for (const theme of ["dark", "light"]) {
      await page.goto(`${studio.url}/costs?theme=${theme}`);
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await findingsOn(page), `${locale}, ${theme}, ${width} px`).toEqual([]);
        expect(await overflowOf(page), `${locale}, ${width} px`).toBe(0);
      }
    }
  }
});

test("a range that ends before it begins is refused at its field", async ({ page, start }) => {
  const studio = await start();
  await page.goto(`${studio.url}/costs`);
  await page.getByLabel("From", { exact: true }).fill("2026-11-20");
  await page.getByLabel("To", { exact: true }).fill("2026-11-19");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("This is before the first day. Choose a later one.")).toBeVisible();
  await page.getByLabel("To", { exact: true }).fill("2026-11-20");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/from=2026-11-20&to=2026-11-20/);
  await expect(page.getByText("Nothing was spent")).toBeVisible();
  for (const query of ["from=2026-11-20&to=2026-11-19", "from=x&to=y", ""]) {
    expect((await fetch(`${studio.url}/api/costs?${query}`)).status).toBe(400);
  }
});

const card = (page: Page, name: string) =>
  page
    .getByRole("main")
    .getByRole("link")
    .filter({ hasText: new RegExp(`^${name}`) });

const thisYear = () => {
  const year = new Date().getFullYear();
  return `from=${year}-01-01&to=${year}-12-31`;
};

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
