import { expect, type Locator, type Page, type Request } from "@playwright/test";

/** What one asks for in the composer; what is not said stays as the form has it. */
export interface Wish {
  prompt: string;
  channel?: string;
  model?: string;
  /** As it is written, e.g. "1280 × 720". */
  shape?: string;
  /** As it is written, e.g. "8 s". */
  length?: string;
  takes?: number;
}

export const promptBox = (page: Page): Locator => page.getByLabel("Prompt");
export const generateButton = (page: Page): Locator =>
  page.getByRole("button", { name: /^Generate/ });

/** Fills the composer. */
export async function compose(page: Page, wish: Wish): Promise<void> {
  const { channel, model, shape, length, takes } = wish;
  await promptBox(page).fill(wish.prompt);
  if (channel) await page.getByLabel("Channel").selectOption({ label: channel });
  if (model) await page.getByLabel("Model").selectOption({ label: model });
  // The radio button itself is hidden behind its label.
  if (shape) await choice(page, "Shape", shape).check({ force: true });
  if (length) await choice(page, "Length", length).check({ force: true });
  if (takes) await page.getByLabel("Takes", { exact: true }).fill(String(takes));
}

export const choice = (page: Page, group: string, name: string): Locator =>
  page.getByRole("group", { name: group }).getByRole("radio", { name });

/** Fills the composer, presses Generate and waits until the studio has accepted it. */
export async function generate(page: Page, wish: Wish): Promise<void> {
  await compose(page, wish);
  const sent = pressSent(page);
  await generateButton(page).click();
  await (await sent).response();
  await expect(page.getByText(/on the way\.$/).first()).toBeVisible();
}

/** The next press of Generate, as it leaves the page. */
const pressSent = (page: Page): Promise<Request> =>
  page.waitForRequest((request) => "next-action" in request.headers());

/** A press of Generate as the page sent it, to be sent again by a program. */
export interface Press {
  headers: Record<string, string>;
  input: Record<string, unknown>;
}

/** Generates, and tells what was sent. */
export async function capturePress(page: Page, wish: Wish): Promise<Press> {
  const sending = pressSent(page);
  await generate(page, wish);
  const sent = await sending;
  const [input] = JSON.parse(sent.postData() ?? "[]");
  const { "next-action": action = "", "content-type": type = "" } = sent.headers();
  const headers = { "next-action": action, "content-type": type, accept: "text/x-component" };
  return { headers: { ...headers, origin: new URL(sent.url()).origin }, input };
}

/** A task in a part of the studio: "In progress", "Did not work out" or "Latest". */
export const cardIn = (page: Page, part: string, prompt: string): Locator =>
  page.getByRole("region", { name: part }).getByRole("article").filter({ hasText: prompt });

/** The toast that says so. */
export const toast = (page: Page, words: string | RegExp): Locator =>
  page.getByRole("region", { name: /Notifications/ }).getByText(words);
